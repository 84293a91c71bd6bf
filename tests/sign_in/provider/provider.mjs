// An independent OpenID Connect provider for one test. Usage: provider.mjs PORT PORTAL_ORIGIN
import Provider from "oidc-provider";

const [port, portal] = process.argv.slice(2);
const told = [];
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: "monproduit",
    client_secret: "a-secret-of-the-second-provider",
    redirect_uris: [`${portal}/auth/callback`],
    post_logout_redirect_uris: [`${portal}/auth/bye`],
    backchannel_logout_uri: "https://portal.example/auth/backchannel",
    backchannel_logout_session_required: true,
  }],
  claims: { openid: ["sub", "sid"], email: ["email", "email_verified"], profile: ["name", "locale"] },
  features: { backchannelLogout: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, email: `${id}@exemple.fr`, email_verified: true, name: "Claire Laurent", locale: "fr" }),
  }),
  // What the provider would tell the portal by itself is kept, for the test to deliver.
  fetch: async (_, options) => {
    told.push(new URLSearchParams(options.body).get("logout_token"));
    return new Response(null, { status: 200 });
  },
});
provider.use(async (context, next) => {
  if (context.path === "/told") context.body = told;
  else await next();
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
