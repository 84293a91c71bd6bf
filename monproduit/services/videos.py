"""Videos to learn from: at hosts that the vendor named, or files of the portal itself."""

import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from sqlalchemy import Select, select
from sqlmodel import col

from monproduit.core.database import reading
from monproduit.core.localisation import _, locale, ngettext, number
from monproduit.core.search import findable
from monproduit.core.vendor import vendor
from monproduit.models import Video, VideoProduct
from monproduit.routes import VIDEO_FILE
from monproduit.services.access import Actor
from monproduit.services.shelves import Wanted, about_mine, counts_by_language, language_choices, language_name, latest_first, names_of
from monproduit.services.words import more_label
from monproduit.views.shelves import VideoCard, VideoShelf

_HUES = 6
_FILES = frozenset({".mp4", ".webm", ".ogv", ".m4v"})
_LINK = col(VideoProduct.video_id)


async def find(actor: Actor, wanted: Wanted, limit: int) -> VideoShelf:
    """Return the videos, the latest first."""
    query = _query(actor, wanted).order_by(latest_first(Video.published_on), col(Video.title), col(Video.id))
    async with reading() as session:
        videos = list(await session.scalars(query.limit(limit)))
        names = await names_of(session, _LINK, [video.id for video in videos])
    counts = await _counts(actor, wanted)
    total = counts.get(wanted.spoken, 0) if wanted.spoken else sum(counts.values())
    others = sum((await _counts(actor, wanted.of_all_products)).values()) - sum(counts.values())
    label = ngettext("%(count)s vidéo", "%(count)s vidéos", total) % {"count": number(total)}
    more = total - len(videos)
    return VideoShelf([_card(video, names) for video in videos], label, language_choices(counts, wanted), _elsewhere(others), more, more_label(more))


def player(url: str | None) -> str:
    """Tell how a video is played: what is at a host that the vendor did not name is left to its own site."""
    if not url:
        return "file"
    parts = urlsplit(url)
    if f"{parts.scheme}://{parts.netloc}" not in vendor().video_hosts:
        return "elsewhere"
    return "file" if PurePosixPath(parts.path).suffix.lower() in _FILES else "frame"


def _query(actor: Actor, wanted: Wanted) -> Select[Video]:
    query = select(Video)
    if wanted.is_mine:
        query = query.where(about_mine(actor, Video, _LINK))
    if wanted.spoken:
        query = query.where(col(Video.language) == wanted.spoken)
    return query.where(*(col(Video.search_text).contains(word, autoescape=True) for word in findable(wanted.text).split()))


async def _counts(actor: Actor, wanted: Wanted) -> dict[str, int]:
    return await counts_by_language(_query(actor, wanted.in_all_languages), col(Video.language))


def _card(video: Video, names: Mapping[int, str]) -> VideoCard:
    language = language_name(video.language) if video.language != locale() else ""
    return VideoCard(
        key=video.key,
        title=video.title,
        description=video.description,
        about=" · ".join(filter(None, (names.get(video.id, _("Tous les produits")), language))),
        duration=_length(video.seconds),
        address=video.url or f"{VIDEO_FILE}/{video.key}",
        player=player(video.url),
        hue=zlib.crc32(video.key.encode()) % _HUES,
    )


def _elsewhere(count: int) -> str:
    if not count:
        return ""
    return ngettext("%(count)s vidéo sur d’autres produits", "%(count)s vidéos sur d’autres produits", count) % {"count": number(count)}


def _length(seconds: int | None) -> str:
    """Write how long a video is: 4:05, or 1:02:05; nothing where it is not known."""
    if seconds is None:
        return ""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"
