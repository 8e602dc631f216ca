using Serjeant.Moderation;
using Serjeant.Moderation.Protocols;
using Shouldly;
using Xunit;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class ProtocolTemplateTests
{
    private const string Good = """
        ---
        id: test
        title: Test
        rules:
          - number: 1
            title: Be kind
            text: Please.
            categories: [insult]
        ---
        Hello.
        """;

    private static readonly ProtocolTemplate[] All = [.. Shipped.Files(Path.Combine("content", "protocols"), "*.md").Select(ProtocolTemplate.Load).OrderBy(t => t.Id)];

    [Fact]
    public void Two_templates_of_ten_rules_ship() => All.Select(t => (t.Id, t.Rules.Count)).ShouldBe([("a-community-guidelines", 10), ("b-ground-rules", 10)]);

    [Fact]
    public void Every_abuse_falls_under_an_enabled_rule_of_each() =>
        All.ShouldAllBe(t => Enum.GetValues<Category>().Where(Scoring.MayBeAbuse).All(c => t.RuleFor(c) != null));

    [Fact]
    public void No_rule_is_about_criticism_support_or_worry_for_the_writer() =>
        All.SelectMany(t => t.Rules).SelectMany(r => r.Categories).ShouldNotContain(c => c == Category.Criticism || c == Category.Support || c == Category.Welfare || c == Category.Question);

    [Fact]
    public void The_rule_against_opposing_views_ships_off_with_a_warning()
    {
        var off = All.SelectMany(t => t.Rules).Where(r => !r.Enabled).ShouldHaveSingleItem();
        off.Warning.ShouldNotBeNull().ShouldContain("viewpoint discrimination");
        off.Categories.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("---\nid", "id", "", "two lines of '---'")]
    [InlineData("number: 1", "number: 2", "rules[1].number", "Number the rules")]
    [InlineData("[insult]", "[rudeness]", "rules[1].categories", "not a category")]
    [InlineData("text: Please.", "txt: Please.", "rules[1].text", "missing")]
    [InlineData("Hello.", "", "", "no introduction")]
    [InlineData("categories: [insult]", "categories: [insult]\n    enabled: maybe", "rules[1].enabled", "true or false")]
    public void A_bad_template_is_named_with_its_field_and_what_to_do(string good, string bad, string field, string says)
    {
        var text = Good.ReplaceLineEndings("\n").Replace(good, bad, StringComparison.Ordinal);
        var error = Should.Throw<SourceFileException>(() => ProtocolTemplate.Load(new SourceFile("x.md", text)));
        error.Field.ShouldBe(field);
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void A_good_template_loads() => ProtocolTemplate.Load(new SourceFile("x.md", Good)).Rules.ShouldHaveSingleItem().Categories.ShouldBe([Category.Insult]);
}
