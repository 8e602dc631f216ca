using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Inbox;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>What the desk answers to is what <see cref="ExpectedPages"/> says, so that nothing new goes untried.</summary>
public sealed class PageListTests
{
    [Fact]
    public async Task Every_page_and_every_form_of_it_is_expected()
    {
        await using var desk = await TestDesk.StartAsync();
        var loader = desk.App.Services.GetRequiredService<PageLoader>();
        var there = new List<string>();
        foreach (var endpoint in desk.App.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            // Assets, and what serves them from where the build left them.
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.DisplayName == "Fallback {**path:file}")
                continue;
            // Tried elsewhere: the threat lane is a stream (ThreatLaneTests), and a group's page needs a group (Inbox/Groups).
            if (endpoint is RouteEndpoint { RoutePattern.RawText: InboxLinks.Live or "inbox/groups/{id:long}" })
                continue;
            // What a phone shares reaches the server only where the service worker doesn't run (ShareTests).
            if (endpoint is RouteEndpoint { RoutePattern.RawText: { } shared } && shared == CasesLinks.ReceiveShare())
                continue;
            // The interface for browsers' extensions is tried in Extension/, for each role and each office.
            if (endpoint is RouteEndpoint { RoutePattern.RawText: { } route } && route.StartsWith("/api/browser/", StringComparison.Ordinal))
                continue;
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>().ShouldNotBeNull($"{endpoint.DisplayName} is no page: expect it here some other way.");
            var loaded = await loader.LoadAsync(page, endpoint.Metadata);
            var posts = loaded.HandlerMethods.Where(h => h.HttpMethod != "Get").Select(h => (h.Name ?? "").ToLowerInvariant());
            there.Add(Line(page.AttributeRouteInfo!.Template!, posts));
        }
        there.Distinct().Order(StringComparer.Ordinal).ShouldBe(
            ExpectedPages.All.Select(p => Line(p.Route, p.Forms.Select(f => f.Handler))).Order(StringComparer.Ordinal));
    }

    private static string Line(string route, IEnumerable<string> forms) => $"/{route} [{string.Join(' ', forms.Order(StringComparer.Ordinal).Select(f => f.Length == 0 ? "-" : f))}]";
}
