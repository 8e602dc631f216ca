using Serjeant.EndToEnd.Tests.Support;
using Serjeant.EndToEnd.Tests.Walks;
using Xunit;

namespace Serjeant.EndToEnd.Tests;

/// <summary>What each role can open from the menu. Nothing is changed, so all look at one desk.</summary>
public sealed class FirstPagesTests(OpenDemo demo) : IClassFixture<OpenDemo>
{
    [Theory]
    [InlineData("manager", "/", "/inbox", "/inbox/import", "/cases", "/cases/new", "/plans/protocol", "/plans/protocol/edit", "/plans/judging", "/plans/judging/learning", "/plans/judging/categories/threat", "/team", "/team/invite", "/team/ledger", "/team/retention", "/team/purposes", "/me", "/me/browsers", "/happening-now")]
    [InlineData("moderator", "/", "/inbox", "/inbox/steps", "/inbox/views", "/inbox/import", "/cases", "/cases/new", "/plans/protocol", "/plans/judging", "/team", "/me", "/me/browsers", "/happening-now")]
    [InlineData("principal", "/", "/inbox", "/cases", "/plans/protocol", "/plans/judging", "/team", "/team/ledger", "/me", "/happening-now")]
    [InlineData("viewer", "/", "/inbox", "/cases", "/plans/protocol", "/plans/judging", "/me", "/happening-now")]
    [InlineData("author", "/", "/inbox", "/plans/protocol", "/plans/judging", "/me", "/happening-now")]
    public async Task Every_first_page_is_sound_at_both_widths(string role, params string[] pages)
    {
        foreach (var width in new[] { Visitor.Desktop, Visitor.Phone })
        {
            await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, name: role);
            await CaseWalk.SignInAsAsync(visitor, role);
            foreach (var page in pages)
            {
                await visitor.GoAsync(page);
                await visitor.LookAsync(page == "/" ? "today" : page.Trim('/').Replace('/', '-'));
            }
        }
    }

    [Theory]
    [InlineData(Visitor.Desktop)]
    [InlineData(Visitor.Phone)]
    public async Task Many_copies_are_one_thing(int width)
    {
        await using var visitor = await Visitor.NewAsync(demo.Browser, demo.Address, width, name: "group");
        await CaseWalk.SignInAsAsync(visitor, "moderator");
        await visitor.GoAsync("/inbox");
        await visitor.Page.Locator("a[href^='/inbox/groups/']").First.ClickAsync();
        await visitor.LookAsync("a group of copies");
    }
}
