"""The protocol, by Authlib's server core: authorization code with PKCE, for one client."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from authlib.oauth2.rfc6749 import AuthorizationServer, ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc6750 import BearerTokenGenerator
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from joserfc.jwk import ECKey, KeySet
from starlette.responses import JSONResponse, Response

from monproduit.identity_provider.accounts import Account, Accounts

_CODE_LIFE = 60
ALGORITHM = "ES256"


@dataclass(frozen=True, slots=True)
class Client(ClientMixin):
    """The portal, the only relying party."""

    client_id: str
    secret: str
    redirect_uri: str

    def get_client_id(self) -> str:
        """Tell the name that the portal gives itself in requests."""
        return self.client_id

    def get_default_redirect_uri(self) -> str:
        """Tell where to go back when a request says no address."""
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        """Keep the scopes that are known here, and drop the others without an error."""
        return " ".join(one for one in (scope or "").split() if one in {"openid", "profile", "email"})

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Accept the portal's own address alone, to the letter."""
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare in a time that tells nothing of the secret."""
        return secrets.compare_digest(client_secret, self.secret)

    def check_endpoint_auth_method(self, method: str, _endpoint: str) -> bool:
        """Accept a secret in the header alone, at every endpoint."""
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        """Accept the code flow alone: no token ever travels in an address."""
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        """Accept a code alone: nobody gives a password or a refresh token for a token."""
        return grant_type == "authorization_code"


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code, good once and for a minute."""

    code: str
    redirect_uri: str
    scope: str
    email: str
    nonce: str
    code_challenge: str
    code_challenge_method: str
    made_at: float = field(default_factory=time.time)

    def get_redirect_uri(self) -> str:
        """Tell the address that must be said again with the code."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Tell what was asked for, parted by spaces."""
        return self.scope

    def get_nonce(self) -> str:
        """Tell the word of the request that the ID token repeats."""
        return self.nonce

    def get_auth_time(self) -> int:
        """Tell when the person signed in, in seconds of Unix: a code is made right after the password."""
        return int(self.made_at)

    def get_acr(self) -> None:
        """Claim no level of assurance."""

    def get_amr(self) -> list[str]:
        """Tell that the person proved themselves by a password (RFC 8176)."""
        return ["pwd"]


class Server(AuthorizationServer):
    """Authlib's authorization server on Starlette's answers, in memory."""

    def __init__(self, issuer: str, client: Client, accounts: Accounts) -> None:
        """Make a key for this process, and serve one client."""
        super().__init__(scopes_supported=["openid", "profile", "email"])
        self.issuer, self.accounts, self._client = issuer, accounts, client
        self.codes: dict[str, Code] = {}
        self.key = ECKey.generate_key("P-256", {"use": "sig", "alg": ALGORITHM, "kid": secrets.token_hex(8)})
        self.register_token_generator("default", BearerTokenGenerator(lambda **_: secrets.token_urlsafe(32), expires_generator=300))
        self.register_grant(_CodeGrant, [CodeChallenge(required=True), _IdToken(self)])

    @property
    def jwks(self) -> dict[str, Any]:
        """The public half of the key."""
        return dict(KeySet([self.key]).as_dict(private=False))

    def query_client(self, client_id: str) -> Client | None:
        """Know the portal, and nobody else."""
        return self._client if client_id == self._client.client_id else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        """Keep nothing: the access token opens no door, the ID token says all."""

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Tell nobody."""

    def create_oauth2_request(self, request: OAuth2Request) -> OAuth2Request:
        """Take the request as it is: the endpoints made it in Authlib's form."""
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Response:
        """Turn what Authlib answers into Starlette's: a mapping as JSON, the rest as it stands."""
        answer = JSONResponse(body, status) if isinstance(body, dict) else Response(body, status)
        answer.headers.update(dict(headers))
        return answer


class Asked(OAuth2Request):
    """A request as Authlib reads it."""

    def __init__(self, method: str, uri: str, data: dict[str, str], headers: dict[str, str]) -> None:
        """Keep what was asked, from the query or the form."""
        super().__init__(method, uri, headers=headers)
        self.payload = BasicOAuth2Payload(data)

    @property
    def args(self) -> dict[str, str]:
        """The words of the request, where Authlib looks for those of the address."""
        return self.payload.data

    @property
    def form(self) -> dict[str, str]:
        """The same words, where Authlib looks for those of a form."""
        return self.payload.data


class _CodeGrant(AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 (Authlib's name and type)
    AUTHORIZATION_CODE_LENGTH = 48

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        """Keep a code with what its exchange must repeat, and drop those that are too old."""
        data, codes = request.payload.data, self.server.codes
        for old in [key for key, one in codes.items() if one.made_at < time.time() - _CODE_LIFE]:
            del codes[old]
        codes[code] = Code(
            code,
            request.payload.redirect_uri or "",
            request.payload.scope or "",
            request.user.email,
            data.get("nonce", ""),
            data.get("code_challenge", ""),
            data.get("code_challenge_method", ""),
        )

    def query_authorization_code(self, code: str, _client: Client) -> Code | None:
        """Find a code that is still young enough."""
        found = self.server.codes.get(code)
        return found if found and found.made_at >= time.time() - _CODE_LIFE else None

    def delete_authorization_code(self, authorization_code: Code) -> None:
        """Forget a code that was exchanged, so that it is good once."""
        self.server.codes.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code: Code) -> Account | None:
        """Find who signed in for this code, unless the account is gone."""
        return self.server.accounts.get(authorization_code.email)


class _IdToken(OpenIDCode):
    def __init__(self, server: Server) -> None:
        super().__init__(require_nonce=True)
        self._server = server

    def exists_nonce(self, nonce: str, _request: OAuth2Request) -> bool:
        """Look for the nonce among the codes that wait: no two of them share one."""
        return any(code.nonce == nonce for code in self._server.codes.values())

    def resolve_client_private_key(self, _client: Client) -> ECKey:
        """Sign by the key of this process, whoever the client is."""
        return self._server.key

    def get_client_algorithm(self, _client: Client) -> str:
        """Sign by the one algorithm that the discovery document names."""
        return ALGORITHM

    def get_encode_header(self, _client: Client) -> dict[str, str]:
        """Name the key, so that the portal finds it among the published ones."""
        return {"alg": ALGORITHM, "kid": str(self._server.key.kid)}

    def get_client_claims(self, client: Client) -> dict[str, Any]:
        """Address the token to the client that asked, in the issuer's name."""
        return {"iss": self._server.issuer, "aud": [client.client_id]}

    def generate_user_info(self, user: Account, _scope: str) -> dict[str, Any]:
        """Tell everything known of a person, whatever the scope, with a new session id at each sign-in."""
        return {
            "sub": user.email,
            "email": user.email,
            "email_verified": True,
            "name": user.name,
            "locale": user.locale,
            "zoneinfo": user.time_zone,
            "staff": user.staff,
            "sid": secrets.token_hex(16),
        }
