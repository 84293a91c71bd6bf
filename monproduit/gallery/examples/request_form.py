"""The form of a new service request."""

from dataclasses import replace
from functools import partial

from monproduit.components.request_form import FormDeeds, license_choice, not_allowed, product_choice, request_form
from monproduit.gallery.example import Example, Size, State, deeds, example, var
from monproduit.gallery.examples.draft import FILES, NO_FILES
from monproduit.gallery.examples.request_list import PRODUCTS
from monproduit.gallery.examples.vendor import VENDOR
from monproduit.views.products import ProductOption, ProductOptions
from monproduit.views.request_pages import Contact, LicenseChoice, LicenseChoices, RequestForm, SeverityChoice, Suggestion

wide = partial(example, size=Size.WIDE)
FORM = RequestForm(
    product="Archivo",
    slug="archivo",
    is_allowed=True,
    licenses=[LicenseChoice("153-482-907", "153-482-907 · Enterprise · Premier")],
    license="153-482-907",
    plan="Premier",
    status="expiring",
    status_label="Expire dans 12 jours",
    promise="premier",
    versions=["7.2.1", "7.2"],
    version="7.2.1",
    severities=[SeverityChoice(str(one), f"{one} – importante", f"première réponse sous {one} h") for one in range(1, 5)],
    telephones=VENDOR.telephones,
)
UNUSABLE = RequestForm("Archivo", "archivo", is_allowed=False, contacts=[Contact("Claire Laurent", "Administrateur", "mailto:claire@exemple.fr")])
SUGGESTED = [
    Suggestion("Restauration lente depuis le site de secours", "Demande SR-1002 · En attente de votre réponse", "/fr/service-requests/SR-1002")
]


@example(State.EMPTY)
def no_product() -> Example:
    """No product was chosen yet."""
    return Example(product_choice, PRODUCTS, var(None, ProductOptions), var(None, RequestForm), deeds(FormDeeds))


@example(State.ONE)
def product() -> Example:
    """One was chosen, and others of the catalogue were searched."""
    options = ProductOptions([ProductOption("sonde", "Sonde", "Supervision", is_registered=False)], "1 produit trouvé")
    return Example(product_choice, PRODUCTS, options, FORM, deeds(FormDeeds))


@example(State.HUGE)
def license_among_many() -> Example:
    """The first of 5,000 licenses."""
    first = [LicenseChoice(f"153-482-{place}", f"153-482-{place} · Enterprise") for place in range(907, 927)]
    many = "Les 20 premières de 5 000 licences ; précisez votre recherche"
    form = replace(FORM, licenses=first, many=many, license_label="153-482-907 · Enterprise · Premier")
    return Example(license_choice, form, var(None, LicenseChoices), deeds(FormDeeds))


@example(State.ONE)
def license_found() -> Example:
    """One license was found by its number."""
    found = LicenseChoices([LicenseChoice("482-913-006", "482-913-006 · Standard")], "1 licence trouvée")
    form = replace(FORM, many="5 000", license_label="153-482-907 · Enterprise · Premier")
    return Example(license_choice, form, found, deeds(FormDeeds))


@wide(State.ONE)
def form() -> Example:
    """To be filled in."""
    return Example(request_form, FORM, var([], list[Suggestion]), "", "", NO_FILES, deeds(FormDeeds))


@wide(State.ERROR, State.MANY)
def refused() -> Example:
    """Refused, with files and what may answer the question."""
    return Example(request_form, FORM, SUGGESTED, "Donnez un titre à la demande.", "", FILES, deeds(FormDeeds))


@wide(State.EXPIRED, State.MISSING)
def without_license() -> Example:
    """No license, no plan, no version."""
    bare = replace(FORM, licenses=[], license="", plan="", versions=[], version="", status="expired", status_label="Expiré depuis 55 jours")
    return Example(request_form, bare, var([], list[Suggestion]), "", "", NO_FILES, deeds(FormDeeds))


@wide(State.SUSPENDED)
def may_not() -> Example:
    """For a role that may not open one."""
    return Example(not_allowed, UNUSABLE)
