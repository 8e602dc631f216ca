using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Shell;

/// <summary>Our components write what govuk-frontend's own do, for every example whose options we offer.</summary>
public sealed class DesignSystemTests
{
    /// <summary>How many of each component's examples we meet, at least: a mapping that quietly skips them all would prove nothing.</summary>
    public static TheoryData<string, int> Components => new()
    {
        { "input", 40 }, { "password-input", 10 }, { "textarea", 18 }, { "character-count", 19 }, { "select", 17 }, { "file-upload", 15 },
        { "radios", 39 }, { "checkboxes", 38 }, { "fieldset", 18 }, { "button", 35 }, { "hint", 5 }, { "error-message", 5 },
        { "error-summary", 15 }, { "notification-banner", 18 }, { "inset-text", 5 }, { "warning-text", 7 }, { "details", 9 }, { "panel", 8 },
        { "tag", 12 }, { "back-link", 5 }, { "skip-link", 7 }, { "breadcrumbs", 9 }, { "pagination", 13 }, { "tabs", 9 }, { "summary-list", 15 },
        { "exit-this-page", 3 },
    };

    [Theory]
    [MemberData(nameof(Components))]
    public void A_component_writes_what_the_design_system_writes(string component, int atLeast)
    {
        var met = 0;
        var wrong = new List<string>();
        foreach (var fixture in Fixtures.Of(component))
        {
            var options = new Options(fixture.Options);
            string written;
            try
            {
                written = Options.Written(Shell.Components.Draw(component, options));
            }
            catch (Exception e) when (e is Options.Unsupported or NullReferenceException or ArgumentNullException)
            {
                continue;
            }
            if (!options.AllRead) continue;
            met++;
            if (Fixtures.Normal(written) != Fixtures.Normal(fixture.Html))
                wrong.Add($"--- {fixture.Name}\nwanted:\n{Fixtures.Normal(fixture.Html)}\nwrote:\n{Fixtures.Normal(written)}");
        }
        wrong.ShouldBeEmpty($"{wrong.Count} of {met} differ:\n{string.Join('\n', wrong)}");
        met.ShouldBeGreaterThanOrEqualTo(atLeast);
    }
}
