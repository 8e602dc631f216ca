using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Pages;

/// <summary>Forms with nothing to fill in wrong: each does what it says for everybody who may press it. Each has a world of its own, for it changes it.</summary>
public sealed class PageButtonTests
{
    public static TheoryData<string, string> Buttons => PageFormTests.Where((_, form) => form.ErrorAt is null);

    [Theory]
    [MemberData(nameof(Buttons))]
    public async Task A_button_works_for_who_may_press_it(string route, string handler)
    {
        var (page, form) = PageFormTests.Find(route, handler);
        await using var world = new PageWorld();
        await world.InitializeAsync();
        var first = true;
        foreach (var (who, browser) in await world.WelcomeAsync(form.May ?? page.For))
        {
            var answer = await world.SendAsync(browser, page, form, await PageWorld.TokenAsync(browser));
            // What the first did may leave the next nothing to do, but not forbid it.
            if (first)
                answer.StatusCode.ShouldBe(form.Answer, who);
            ((int)answer.StatusCode).ShouldBeOneOf(200, 302, 404);
            first = false;
        }
    }
}
