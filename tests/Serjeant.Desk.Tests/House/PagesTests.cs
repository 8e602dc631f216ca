using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Serjeant.Shell.Access;
using Serjeant.Shell.Hosting;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.House;

public sealed class PagesTests
{
    public static TheoryData<Type> Pages =>
        [.. typeof(DeskHost).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_who_may_open_it(Type page)
    {
        var says = page.GetCustomAttributes(inherit: true).Any(a => a is NeedsAttribute or AllowAnonymousAttribute);
        says.ShouldBeTrue($"{page.FullName} has neither [Needs] nor [AllowAnonymous].");
    }
}
