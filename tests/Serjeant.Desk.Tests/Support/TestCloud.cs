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

/// <summary>A server that gives tokens, and answers in the shapes that Microsoft and Google document. The one good token is "good".</summary>
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
            var form = await context.Request.ReadFormAsync();
            var good = form["grant_type"] == "refresh_token" && form["refresh_token"] == "refresh" && form["client_id"] == "client" && form["client_secret"] == "secret";
            context.Response.StatusCode = good ? 200 : 400;
            await context.Response.WriteAsync(good ? "{\"access_token\":\"good\",\"expires_in\":3600,\"token_type\":\"Bearer\"}" : "{\"error\":\"invalid_grant\"}");
            return;
        }
        if (path == "/tokeninfo") // as Dovecot asks whose token it is
        {
            var good = context.Request.Query["access_token"] == "good";
            context.Response.StatusCode = good ? 200 : 401;
            await context.Response.WriteAsync(good ? "{\"email\":\"check@office.example\"}" : "{\"error\":\"invalid_token\"}");
            return;
        }
        if (context.Request.Headers.Authorization != "Bearer good")
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

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await services.DisposeAsync();
    }
}
