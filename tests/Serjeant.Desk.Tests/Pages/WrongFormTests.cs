using System.Net;
using Serjeant.Desk.Tests.Support;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>What every form does that is filled in wrong.</summary>
public sealed class WrongFormTests(PageWorld world) : IClassFixture<PageWorld>
{
    public static TheoryData<string, string> FormsToFillIn => PageFormTests.Where((_, form) => form.ErrorAt is not null);

    [Theory]
    [MemberData(nameof(FormsToFillIn))]
    public async Task A_form_filled_in_wrong_comes_back_with_a_summary_that_links_to_the_field(string route, string handler)
    {
        var (page, form) = PageFormTests.Find(route, handler);
        var before = await world.EntriesAsync();
        foreach (var (who, browser) in await world.WelcomeAsync(form.May ?? page.For))
        {
            var answer = await world.SendAsync(browser, page, form, await PageWorld.TokenAsync(browser));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, who);
            var shown = await TestBrowser.ReadAsync(answer);
            var links = shown.QuerySelectorAll(".govuk-error-summary a").Select(a => a.GetAttribute("href")).ToList();
            links.ShouldContain("#" + form.ErrorAt, who);
            links.ShouldAllBe(l => shown.GetElementById(l!.Substring(1)) != null);
            shown.Title!.ShouldStartWith("Error: ");
        }
        if (page.For.Link is null)
            (await world.EntriesAsync()).ShouldBe(before);
    }
}
