"""The account at a relay: signing in and staying signed in, devices, second factor.

Purpose: speak the relay's REST interface (its OpenAPI description is served by the relay); every failure is an error with a
type. Passwords and tokens are in no representation, error or log.
May import: ``sync.engine`` (drafts of operations), ``sync.crypto``, ``sync.protocol``, ``sync.errors``, httpx and the standard library.
Called by: ``sync.runtime`` and the composition root in ``app``.

Overview::

    address       what a person typed as a relay's address, and whether a password may travel there
    certificates  whom this computer trusts, and what is wrong with a certificate
    api           RelayApi: one request, one answer, typed errors
    server        what a relay says about itself to anybody
    opening       the first account of a relay, proving an address, a forgotten password
    session       Session and the calls that begin, renew and end one
    own_sessions  where else one is signed in
    tokens        TokenKeeper: the access token for everybody who needs it, refreshed once for all
    joining       codes by mail, requests to join, what share links show
    workspaces    workspaces: founding, listing, reading, entering, handing over
    profile       one's own account: name, password, address, second factor, devices
"""
