"""Which words of data mean privilege, identity or a credential? Keys, values, library names; never variables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache


@lru_cache(maxsize=65_536)
def plain(key: str) -> str:
    """The key without case, dashes, underscores, dots and blanks: `X-User-Id` and `xUserId` read alike."""
    return key.translate(_DROPPED).lower()


_DROPPED = str.maketrans("", "", "-_. ")


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in text.split())


#: Keys whose value is yes or no.
FLAG_KEYS = _words(
    "is_admin admin is_administrator is_superadmin superadmin is_super_user superuser is_root root is_staff staff "
    "is_owner is_moderator is_manager is_privileged privileged is_internal is_operator has_access has_permission "
    "can_edit can_delete can_write can_manage elevated sudo authorized is_authorized authenticated is_authenticated "
    "verified is_verified x_admin x_is_admin"
)

#: Those of them that may be said of a thing as well as of a person.
STATE_KEYS = _words("verified is_verified authorized is_authorized authenticated is_authenticated root internal")
#: How yes is written in addresses and headers.
YES = frozenset({"1", "true", "yes", "on", "y", "t"})

#: Keys whose value says what somebody may do.
PRIVILEGE_KEYS = FLAG_KEYS | _words(
    "role roles user_role user_roles account_role member_role role_id role_name x_role x_user_role x_roles scope "
    "scopes scp permission permissions perm perms grant grants authority authorities access_level privilege privileges "
    "privilege_level clearance entitlement entitlements capability capabilities group groups user_group user_groups "
    "user_type account_type auth_level admin_level"
)
#: Keys whose value says what somebody has paid for.
BOUGHT_KEYS = _words("plan tier subscription subscription_plan edition package entitlement licence license")

#: Keys whose value says who somebody is, or whose data it is.
IDENTITY_KEYS = _words(
    "user_id uid user username user_name userid email user_email mail login sub subject preferred_username upn oid "
    "identity principal account account_id customer_id client_id member_id employee_id tenant tenant_id org org_id "
    "organization_id organisation_id company_id team_id workspace_id owner owner_id author author_id "
    "created_by x_user x_user_id x_username x_email x_tenant x_tenant_id x_account_id x_org_id x_forwarded_user "
    "x_forwarded_email x_remote_user remote_user x_auth_user x_authenticated_user impersonate act_as on_behalf_of"
)

#: Keys that say in which state an account or a sign-in is, for everybody alike.
SIGN_IN_KEYS = _words(
    "id sub is_authenticated authenticated is_anonymous anonymous is_active active enabled is_enabled disabled locked "
    "is_locked banned suspended blocked deleted confirmed is_confirmed email_confirmed email_verified verified "
    "is_verified mfa mfa_verified two_factor fresh exp iat nbf iss aud jti sid get get_id get_current_object items "
    "keys values get_jwt get_jwt_identity strip lower split"
)

#: Words that may stand before what a header says: whose it is, or by whom it was sent on.
_BEFORE = _words(
    "x remote forwarded auth authenticated request user account caller consumer client member identity jwt token claim "
    "claims oidc oauth sso ldap saml proxy gateway http env"
)
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def names_privilege(key: str) -> bool:
    """Whether a key says what somebody may do, also as a header has it: `X-Forwarded-Groups`, `remote_user_roles`."""
    if plain(key) in PRIVILEGE_KEYS:
        return True
    parts = [part.lower() for part in _WORD.findall(key)]
    while len(parts) > 1 and parts[0] in _BEFORE:
        parts = parts[1:]
        if "".join(parts) in PRIVILEGE_KEYS:
            return True
    return False


#: Keys whose value is held against what comes back once, to see that a form or a redirect is the app's own.
ONCE_KEYS = _words("csrf csrf_token xsrf xsrf_token state nonce oauth_state oidc_nonce code_verifier captcha flash")

#: Headers that say how a request is sent, not what is asked.
OF_TRANSPORT = _words("host origin referer user_agent accept content_type content_length if_match if_none_match "
                      "x_forwarded_for x_forwarded_host x_forwarded_proto x_requested_with x_request_id")  # fmt: skip

#: Keys whose value may say whose data is meant, or something else: it depends on what it is used for.
GROUP_KEYS = _words(
    "organization organisation company team workspace org_slug tenant_slug tenant_name site realm account_name "
    "customer client patient member employee household school branch department project_id workspace_slug"
)

#: How keys begin whose value says yes or no of somebody.
YES_NO = (
    "can_",
    "may_",
    "is_",
    "has_",
    "allow",
    "mfa",
    "two_factor",
    "approve",
    "verified",
    "confirmed",
    "elevated",
    "unlocked",
)

#: Methods by which one asks of a user what they may do.
RIGHTS_METHODS = _words(
    "has_role has_roles has_any_role has_all_roles in_role is_in_role has_permission has_permissions has_perm "
    "has_perms check_permission can may has_access has_scope has_scopes has_group in_group is_admin is_administrator "
    "is_staff is_superuser is_moderator is_manager is_allowed allowed_to is_authorized has_right has_privilege "
    "has_capability"
)

#: How keys end that name one thing, rather than a quality of several.
NAMING_ONE = ("id", "uuid", "guid", "number", "slug", "key", "code", "name", "ref", "reference", "handle", "no")

#: Columns that are meant for the one whose record it is.
SENSITIVE_KEYS = _words(
    "secret secrets secret_note private_key password password_hash api_key token ssn social_security_number "
    "national_id tax_id iban bic card card_number pan salary balance diagnosis medical_history date_of_birth dob "
    "home_address phone phone_number passport passport_number"
)

#: Names of parameters that say which person is meant.
PERSON_KEYS = _words(
    "user user_id uid username customer customer_id account account_id patient patient_id member member_id employee "
    "employee_id student student_id client client_id person person_id owner owner_id subscriber subscriber_id citizen "
    "citizen_id driver driver_id policyholder holder tenant tenant_id pupil pupil_id resident resident_id"
)

#: Keys of data that name who does something.
ACTOR_KEYS = _words(
    "actor actor_id acting_user requester requester_id requested_by caller caller_id me whoami sender_id"
)

#: How the names of headers end that say who sends a request.
SENDERS = ("userid", "username", "user", "useremail", "remoteuser", "principalname", "principalid")

#: Values that a privilege key holds for those who may do more.
PRIVILEGE_VALUES = _words(
    "admin admins administrator administrators superadmin super_admin superuser super_user root sysadmin owner staff "
    "moderator manager maintainer supervisor privileged role_admin full_access admin:write admin:read"
)

#: Values that a privilege key holds for everybody: a list with one of them checks the input, it does not decide.
BASIC_VALUES = _words(
    "user users member members guest guests viewer viewers reader readers customer customers basic standard regular "
    "student subscriber anonymous public normal free"
)

#: Names of headers, cookies and query parameters in which a credential comes.
CREDENTIALS = _words(
    "authorization proxy_authorization x_authorization http_authorization x_api_key api_key apikey x_auth_token "
    "auth_token x_access_token access_token x_token token x_jwt jwt id_token x_id_token bearer bearer_token "
    "x_auth x_auth_key x_client_secret x_secret x_amzn_oidc_data x_session_token session_token x_service_token "
    "private_token"
)

#: Answers that refuse the one who asks.
REFUSING_STATUSES: frozenset[int] = frozenset({401, 403})

#: Calls and exceptions that end a request, with their status; 0 where the first argument says it.
REFUSING_CALLS: Mapping[str, int] = {
    "flask.abort": 0,
    "quart.abort": 0,
    "flask_restful.abort": 0,
    "flask_restx.abort": 0,
    "flask_restx.Api.abort": 0,
    "flask_restx.Namespace.abort": 0,
    "flask_smorest.abort": 0,
    "apiflask.abort": 0,
    "apiflask.HTTPError": 0,
    "werkzeug.exceptions.Unauthorized": 401,
    "werkzeug.exceptions.Forbidden": 403,
    "flask_login.LoginManager.unauthorized": 401,
    "builtins.PermissionError": 403,
}

#: Classes whose children map to stored records.
ORM_MODELS: frozenset[str] = frozenset(
    {
        "flask_sqlalchemy.SQLAlchemy.Model",
        "flask_sqlalchemy.model.Model",
        "sqlalchemy.orm.DeclarativeBase",
        "sqlalchemy.orm.DeclarativeBaseNoMeta",
        "sqlalchemy.orm.declarative_base()",
        "sqlalchemy.orm.registry.generate_base()",
        "sqlalchemy.ext.automap.automap_base()",
        "flask_appbuilder.Model",
        "peewee.Model",
        "playhouse.flask_utils.FlaskDB.Model",
        "playhouse.signals.Model",
        "mongoengine.Document",
        "mongoengine.DynamicDocument",
        "mongoengine.EmbeddedDocument",
        "flask_mongoengine.Document",
        "flask_mongoengine.MongoEngine.Document",
        "django.db.models.Model",
        "sqlmodel.SQLModel",
        "tortoise.models.Model",
        "pony.orm.Database.Entity",
        "pynamodb.models.Model",
        "beanie.Document",
        "odmantic.Model",
        "google.cloud.ndb.Model",
    }
)

#: Classes whose children type what they are made of. A table of SQLModel does not validate, and is not here.
SCHEMAS: frozenset[str] = frozenset(
    {"pydantic.BaseModel", "pydantic.RootModel", "pydantic_settings.BaseSettings", "msgspec.Struct"}
)

#: Token calls that read the header only; to choose a key by it is no decision.
HEADER_READERS: frozenset[str] = frozenset(
    {
        "jwt.get_unverified_header",
        "jwt.PyJWS.get_unverified_header",
        "jose.jwt.get_unverified_header",
        "jose.jwt.get_unverified_headers",
        "jose.jws.get_unverified_header",
        "jose.jws.get_unverified_headers",
        "jose.jwe.get_unverified_header",
        "google.auth.jwt.decode_header",
        "flask_jwt_extended.get_unverified_jwt_headers",
    }
)

#: Last parts of paths that are open to everybody by custom: how an app is, and where one signs in or up.
OPEN_PATHS = _words(
    "health healthz healthcheck livez live liveness ready readyz readiness ping status version info about alive "
    "heartbeat up login logout signin sign_in signout sign_out signup sign_up register registration auth authenticate "
    "token tokens oauth callback authorize forgot forgot_password reset reset_password confirm verify activate "
    "static favicon robots sitemap docs swagger openapi redoc spec jwks keys webhook webhooks public shared home index "
    "terms privacy contact csrf csrf_token nonce refresh session sessions feedback subscribe unsubscribe newsletter "
    "waitlist enquiry inquiry rsvp csp_report beacon hook hooks ipn graphql"
)

#: Decorators of libraries that ask what somebody may do.
ROLE_DECORATORS: frozenset[str] = frozenset(
    {
        "roles_required",
        "roles_accepted",
        "permissions_required",
        "permissions_accepted",
        "has_access",
        "has_access_api",
        "protect",
        "require",
        "role",
    }
)

#: Decorators after which a library has checked who asks.
AUTHENTICATING: frozenset[str] = frozenset(
    {
        "bearproof.guard.Guard.allow",
        "bearproof.guard.Guard.owns",
        "flask_jwt_extended.jwt_required",
        "flask_jwt_extended.fresh_jwt_required",
        "flask_jwt_extended.jwt_refresh_token_required",
        "flask_jwt.jwt_required",
        "flask_login.login_required",
        "flask_login.fresh_login_required",
        "flask_security.auth_required",
        "flask_security.auth_token_required",
        "flask_security.http_auth_required",
        "flask_security.login_required",
        "flask_security.roles_required",
        "flask_security.roles_accepted",
        "flask_security.permissions_required",
        "flask_security.permissions_accepted",
        "flask_httpauth.HTTPBasicAuth.login_required",
        "flask_httpauth.HTTPDigestAuth.login_required",
        "flask_httpauth.HTTPTokenAuth.login_required",
        "flask_httpauth.MultiAuth.login_required",
        "apiflask.HTTPBasicAuth.login_required",
        "apiflask.HTTPTokenAuth.login_required",
        "apiflask.APIFlask.auth_required",
        "apiflask.APIBlueprint.auth_required",
        "authlib.integrations.flask_oauth2.ResourceProtector",
        "flask_praetorian.auth_required",
        "flask_praetorian.roles_required",
        "flask_praetorian.roles_accepted",
        "flask_pyoidc.OIDCAuthentication.oidc_auth",
        "flask_pyoidc.OIDCAuthentication.token_auth",
        "flask_oidc.OpenIDConnect.require_login",
        "flask_oidc.OpenIDConnect.accept_token",
        "flask_appbuilder.security.decorators.protect",
        "flask_appbuilder.security.decorators.has_access",
        "flask_appbuilder.security.decorators.has_access_api",
        "flask_appbuilder.has_access",
        "flask_appbuilder.has_access_api",
        "flask_appbuilder.protect",
        "flask_appbuilder.api.protect",
        "flask_appbuilder.baseviews.has_access",
        "flask_principal.Permission.require",
        "flask_principal.IdentityContext.require",
        "flask_user.login_required",
        "flask_user.roles_required",
    }
)
