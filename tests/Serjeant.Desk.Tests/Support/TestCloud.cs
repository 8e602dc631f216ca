using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serjeant.Outside.Capture.Network;
using Serjeant.Outside.Mailboxes;
using Serjeant.Outside.TimeStamps;

namespace Serjeant.Desk.Tests.Support;

/// <summary>
/// A server that lets people sign in, gives tokens, and answers in the shapes that Microsoft and Google document. The refresh token "refresh" and the access token
/// "good" are there from the start; more come of sign-ins.
/// </summary>
internal sealed class TestCloud : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ServiceProvider services;

    private TestCloud(WebApplication app, Uri address)
    {
        (this.app, Address) = (app, address);
        var guard = new AddressGuard(new SystemAddressResolver(), [new AllowedAddress("127.0.0.1", address.Port)]);
        var collection = new ServiceCollection();
        collection.AddHttpClient(OAuthTokens.ClientName).ConfigurePrimaryHttpMessageHandler(() => TimeStampHandler.Create(guard));
        services = collection.BuildServiceProvider();
        var clients = services.GetRequiredService<IHttpClientFactory>();
        Tokens = new OAuthTokens(clients, TimeProvider.System);
        Rules = new CloudMailRules(clients, new CloudAddresses(address, address));
    }

    public Uri Address { get; }
    public OAuthTokens Tokens { get; }
    public CloudMailRules Rules { get; }
    public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Refresh tokens that hold, and access tokens that count.</summary>
    public System.Collections.Concurrent.ConcurrentDictionary<string, bool> Grants { get; } = new() { ["refresh"] = true };
    public System.Collections.Concurrent.ConcurrentDictionary<string, bool> Good { get; } = new() { ["good"] = true };

    /// <summary>Gives a new refresh token with each answer, and ends the old one at once.</summary>
    public bool Rotates { get; set; }

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (string Challenge, string Return)> codes = new();
    private int made;

    /// <summary>Answered instead of the usual rules.</summary>
    public string? Rule { get; set; }

    public TokenSource Source(string refresh) => new(new Uri(Address, "token"), "client", "secret", refresh);

    public static async Task<TestCloud> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        TestCloud? cloud = null;
        app.Run(context => cloud!.AnswerAsync(context));
        await app.StartAsync();
        return cloud = new TestCloud(app, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/"));
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Asked.Enqueue($"{context.Request.Method} {path}");
        if (path == "/token")
        {
            var token = Token(await context.Request.ReadFormAsync());
            context.Response.StatusCode = token is null ? 400 : 200;
            await context.Response.WriteAsync(token ?? "{\"error\":\"invalid_grant\"}");
            return;
        }
        if (path == "/tokeninfo") // as Dovecot asks whose token it is
        {
            var good = Good.ContainsKey(context.Request.Query["access_token"].ToString());
            context.Response.StatusCode = good ? 200 : 401;
            await context.Response.WriteAsync(good ? "{\"email\":\"check@office.example\"}" : "{\"error\":\"invalid_token\"}");
            return;
        }
        if (path == "/authorize") // the person agrees at once
        {
            var asked = context.Request.Query;
            var code = $"code-{Interlocked.Increment(ref made)}";
            codes[code] = (asked["code_challenge"].ToString(), asked["redirect_uri"].ToString());
            context.Response.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"].ToString())}");
            return;
        }
        if (!Good.Keys.Any(t => context.Request.Headers.Authorization == "Bearer " + t))
        {
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return;
        }
        var answer = path switch
        {
            "/v1.0/me/mailFolders/inbox/messageRules" => Rule ?? (context.Request.Query.ContainsKey("$skip")
                ? """{"value":[{"displayName":"Two","isEnabled":true,"conditions":null,"actions":{"forwardTo":[{"emailAddress":{"name":"x","address":"x@evil.example"}}]}}]}"""
                : """{"value":[{"displayName":"One","isEnabled":true,"conditions":{"subjectContains":["invoice"]},"actions":{"moveToFolder":"AAMk=="}},{"displayName":"Sort","isEnabled":true,"conditions":{"senderContains":["party"]},"actions":{"moveToFolder":"AAMkCase=="}}],"@odata.nextLink":"ADDRESSv1.0/me/mailFolders/inbox/messageRules?$skip=2"}""".Replace("ADDRESS", Address.AbsoluteUri, StringComparison.Ordinal)),
            "/v1.0/me/mailFolders/deleteditems" => """{"id":"AAMk==","displayName":"Gelöschte Elemente"}""",
            "/v1.0/me/mailFolders/AAMkCase==" => """{"id":"AAMkCase==","displayName":"Casework"}""",
            "/gmail/v1/users/me/settings/filters" => """{"filter":[{"id":"A","criteria":{"from":"security@bank.example"},"action":{"removeLabelIds":["UNREAD","INBOX"]}}]}""",
            "/gmail/v1/users/me/settings/autoForwarding" => """{"enabled":true,"emailAddress":"x@evil.example","disposition":"leaveInInbox"}""",
            "/gmail/v1/users/me/settings/forwardingAddresses" => """{"forwardingAddresses":[{"forwardingEmail":"x@evil.example","verificationStatus":"accepted"}]}""",
            "/gmail/v1/users/me/labels" => """{"labels":[{"id":"INBOX","name":"INBOX"}]}""",
            _ => null,
        };
        context.Response.StatusCode = answer is null ? 404 : 200;
        await context.Response.WriteAsync(answer ?? "{}");
    }

    /// <summary>The token endpoint (RFC 6749 §3.2), with PKCE (RFC 7636 §4.6); null for an invalid grant.</summary>
    private string? Token(IFormCollection form)
    {
        if (form["client_id"] != "client" || form["client_secret"] != "secret")
            return null;
        var refresh = form["refresh_token"].ToString();
        if (form["grant_type"] == "authorization_code")
        {
            var challenge = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            if (!codes.TryRemove(form["code"].ToString(), out var code) || code.Challenge != challenge || code.Return != form["redirect_uri"])
                return null;
            Grants[refresh = $"grant-{Interlocked.Increment(ref made)}"] = true;
        }
        else if (!Grants.ContainsKey(refresh))
        {
            return null;
        }
        else if (Rotates)
        {
            Grants.TryRemove(refresh, out _);
            Grants[refresh = $"grant-{Interlocked.Increment(ref made)}"] = true;
        }
        var access = Rotates || form["grant_type"] == "authorization_code" ? $"access-{Interlocked.Increment(ref made)}" : "good";
        Good[access] = true;
        return $$"""{"access_token":"{{access}}","refresh_token":"{{refresh}}","expires_in":3600,"token_type":"Bearer"}""";
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await services.DisposeAsync();
    }
}
