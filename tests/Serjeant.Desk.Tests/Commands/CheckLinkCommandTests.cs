using System.Globalization;
using System.Text.Json;
using Serjeant.Desk.Tests.Support;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

[Collection(Alone.Name)]
public sealed class CheckLinkCommandTests
{
    [Fact]
    public async Task An_imitation_is_red_with_its_rule_reason_quote_place_and_steps()
    {
        const string Link = "https://www.parliarnent.uk/login";
        var (code, lines, _) = await CheckAsync(Link);
        code.ShouldBe(0);
        var line = lines.ShouldHaveSingleItem();
        line.GetProperty("link").GetString().ShouldBe(Link);
        line.GetProperty("verdict").GetString().ShouldBe("red");
        line.GetProperty("leads").GetProperty("site").GetString().ShouldBe("parliarnent.uk");
        var finding = line.GetProperty("findings").EnumerateArray().First(f => f.GetProperty("rule").GetString() == "address.looks-like");
        finding.GetProperty("reason").GetString()!.ShouldContain("parliament.uk");
        var evidence = finding.GetProperty("evidence")[0];
        Link.Substring(evidence.GetProperty("start").GetInt32(), evidence.GetProperty("length").GetInt32()).ShouldBe("www.parliarnent.uk");
        evidence.GetProperty("quote").GetString().ShouldBe("www.parliarnent.uk");
        line.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(0);
        line.GetProperty("score").GetDouble().ShouldBe(line.GetProperty("findings").EnumerateArray().Sum(f => f.GetProperty("points").GetDouble()));
    }

    [Fact]
    public async Task What_is_protected_may_not_be_imitated()
    {
        (await CheckAsync("https://n0rthborough.example/")).Lines[0].GetProperty("verdict").GetString().ShouldBe("none");
        (await CheckAsync("https://n0rthborough.example/", "--protect", "northborough.example")).Lines[0].GetProperty("verdict").GetString().ShouldBe("red");
    }

    [Fact]
    public async Task A_bad_link_gets_an_error_and_the_rest_goes_on()
    {
        var (code, lines, error) = await CheckAsync("https://www.example.org/", "no link", "https://example.org:99999/", "www.example.org");
        code.ShouldBe(1);
        lines.Count.ShouldBe(4);
        lines[1].GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
        lines[1].TryGetProperty("verdict", out _).ShouldBeFalse();
        lines[3].GetProperty("verdict").GetString().ShouldBe("none");
        error.ShouldContain("2 links");
    }

    [Fact]
    public async Task Thousands_of_lines_come_out_in_the_order_they_went_in()
    {
        var links = Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"https://site{i}.{(i % 7 == 0 ? "paypa1.com" : "example.org")}/{i}")).ToArray();
        var before = Console.In;
        try
        {
            Console.SetIn(new StringReader(string.Join("\r\n", links) + "\n\n" + new string('a', 200_000)));
            var (code, lines, _) = await CheckAsync("-");
            code.ShouldBe(1);
            lines.Count.ShouldBe(links.Length + 1);
            lines.Take(links.Length).Select(l => l.GetProperty("link").GetString()).ShouldBe(links);
            lines[7].GetProperty("verdict").GetString().ShouldBe("red");
        }
        finally
        {
            Console.SetIn(before);
        }
    }

    [Fact]
    public async Task Plain_words_carry_nothing_that_moves_the_cursor()
    {
        var (_, output, _) = await CommandLine.RunAsync("check-link", "https://example.org/\u001b[2J\u202e", "bad \u001b[2J link");
        output.ShouldNotContain('\u001b');
        output.ShouldNotContain('\u202e');
    }

    private static async Task<(int Code, List<JsonElement> Lines, string Error)> CheckAsync(params string[] arguments)
    {
        var (code, output, error) = await CommandLine.RunAsync(["check-link", "--json", .. arguments]);
        return (code, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)], error);
    }
}
