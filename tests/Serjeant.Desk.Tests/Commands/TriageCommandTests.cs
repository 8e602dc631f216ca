using System.Text;
using System.Text.Json;
using Serjeant.Desk.Tests.Outside;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

public sealed class TriageCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_threat_is_abuse_with_its_rule_reason_and_place_and_criticism_is_not()
    {
        var (code, lines, _) = await TriageAsync("""{"id":"a","text":"Hello. I will kill you"}""", """{"id":7,"text":"You lied to us. Resign!"}""");
        code.ShouldBe(0);
        lines.Count.ShouldBe(2);
        lines[0].GetProperty("id").GetString().ShouldBe("a");
        lines[0].GetProperty("label").GetString().ShouldBe("abuse");
        lines[0].GetProperty("score").GetDouble().ShouldBeGreaterThan(0.8);
        var finding = lines[0].GetProperty("findings")[0];
        finding.GetProperty("rule").GetString().ShouldBe("threat.future-violence");
        finding.GetProperty("category").GetString().ShouldBe("threat");
        finding.GetProperty("severity").GetInt32().ShouldBe(3);
        finding.GetProperty("reason").GetString().ShouldNotBeNullOrWhiteSpace();
        "Hello. I will kill you".Substring(finding.GetProperty("start").GetInt32(), finding.GetProperty("length").GetInt32()).ShouldBe("I will kill you");
        lines[1].GetProperty("id").GetInt32().ShouldBe(7);
        lines[1].GetProperty("label").GetString().ShouldBe("ok");
    }

    [Fact]
    public async Task Every_line_that_is_read_has_its_five_scores()
    {
        var (_, lines, _) = await TriageAsync("""{"id":1,"text":"You lied to us. Resign!"}""", """{"id":2,"text":""}""", """{"id":3,"text":"🔪🔪"}""", """{"id":4,"text":"you are a fucking idiot"}""");
        foreach (var line in lines)
            foreach (var name in new[] { "hate", "threat", "harassment", "incivility", "spam" })
                line.GetProperty("scores").GetProperty(name).GetDouble().ShouldBeInRange(0, 1);
        lines[3].GetProperty("scores").GetProperty("incivility").GetDouble().ShouldBeGreaterThan(lines[1].GetProperty("scores").GetProperty("incivility").GetDouble());
    }

    [Theory]
    [InlineData("""{"id":1,"text":}""", "not valid JSON")]
    [InlineData("""{"id":1}""", "\"text\" is missing")]
    [InlineData("""{"id":1,"text":5}""", "\"text\" must be a string")]
    [InlineData("""{"id":{},"text":"x"}""", "\"id\" must be")]
    [InlineData("""[1]""", "not a JSON object")]
    [InlineData("""{"id":1,"text":"x"} {"id":2,"text":"y"}""", "not valid JSON")]
    [InlineData("""{"id":1,"text":"x" """, "not valid JSON")]
    public async Task A_bad_line_gets_its_number_and_what_to_do_and_the_rest_goes_on(string bad, string says)
    {
        var (code, lines, error) = await TriageAsync("""{"id":"before","text":"good"}""", bad, """{"id":"after","text":"good"}""");
        code.ShouldBe(1);
        lines.Count.ShouldBe(3);
        lines[1].GetProperty("line").GetInt32().ShouldBe(2);
        lines[1].GetProperty("error").GetString()!.ShouldContain(says);
        lines[2].GetProperty("id").GetString().ShouldBe("after");
        error.ShouldContain("1 line");
    }

    [Fact]
    public async Task Deep_json_invalid_utf8_and_a_huge_line_are_each_an_error_with_the_id_where_it_is_known()
    {
        await using (var file = File.Create(folder.File("in")))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":\"deep\",\"x\":" + new string('[', 1000) + new string(']', 1000) + ",\"text\":\"a\"}\n"), Cancel);
            await file.WriteAsync("{\"id\":\"bytes\",\"text\":\""u8.ToArray(), Cancel);
            await file.WriteAsync(new byte[] { 0xC3, 0x28, 0xFF, (byte)'"', (byte)'}', (byte)'\n' }, Cancel);
            await file.WriteAsync(Encoding.UTF8.GetBytes("{\"id\":\"ok\",\"text\":\"fine\"}\n"), Cancel);
            var block = Enumerable.Repeat((byte)'a', 1 << 20).ToArray();
            for (var i = 0; i < 200; i++) await file.WriteAsync(block, Cancel);
        }
        var (code, lines, _) = await RunAsync();
        code.ShouldBe(1);
        lines.Count.ShouldBe(4);
        lines[0].GetProperty("id").GetString().ShouldBe("deep");
        lines[0].GetProperty("error").GetString()!.ShouldContain("nested");
        lines[1].GetProperty("error").GetString()!.ShouldContain("UTF-8");
        lines[2].GetProperty("label").GetString().ShouldBe("ok");
        lines[3].GetProperty("line").GetInt32().ShouldBe(4);
        lines[3].GetProperty("error").GetString()!.ShouldContain("longer than 2 MB");
    }

    [Fact]
    public async Task Order_is_kept_and_hostile_text_is_judged_like_any_other()
    {
        var texts = Enumerable.Range(0, 5000).Select(i => (i % 4) switch
        {
            0 => $"{{\"id\":{i},\"text\":\"half an emoji \\ud83d\"}}",
            1 => $"{{\"id\":{i},\"text\":\"\\u0000\\u202e<script>alert({i})</script>\"}}",
            2 => $"{{\"id\":{i},\"text\":\"\"}}",
            _ => $"{{\"id\":{i},\"text\":\"I will k\\u200bill you\",\"more\":[1,2]}}",
        }).ToArray();
        var (code, lines, _) = await TriageAsync(texts);
        code.ShouldBe(0);
        lines.Select(l => l.GetProperty("id").GetInt32()).ShouldBe(Enumerable.Range(0, 5000));
        lines.Count(l => l.GetProperty("label").GetString() == "abuse").ShouldBe(1250);
    }

    [Fact]
    public async Task Blank_lines_windows_line_ends_and_a_byte_order_mark_do_no_harm()
    {
        var (code, lines, _) = await TriageAsync("\uFEFF{\"id\":1,\"text\":\"a\"}\r", "", "{\"id\":2,\"text\":\"b\"}\r");
        code.ShouldBe(0);
        lines.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_input_is_exit_2_and_leaves_no_output()
    {
        var (code, _, error) = await CommandLine.RunAsync("triage", "--in", folder.File("nowhere"), "--out", folder.File("out"));
        code.ShouldBe(2);
        error.ShouldContain("nowhere");
        Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(folder.File("out"))!).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_input_is_never_overwritten()
    {
        await File.WriteAllTextAsync(folder.File("in"), "{\"id\":1,\"text\":\"a\"}\n", Cancel);
        var (code, _, error) = await CommandLine.RunAsync("triage", "--in", folder.File("in"), "--out", folder.File("in"));
        code.ShouldBe(2);
        error.ShouldContain("same file");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<(int Code, List<JsonElement> Lines, string Error)> TriageAsync(params string[] input)
    {
        await File.WriteAllTextAsync(folder.File("in"), string.Concat(input.Select(l => l + "\n")), Cancel);
        return await RunAsync();
    }

    private async Task<(int Code, List<JsonElement> Lines, string Error)> RunAsync()
    {
        var (code, _, error) = await CommandLine.RunAsync("triage", "--in", folder.File("in"), "--out", folder.File("out"));
        var lines = await File.ReadAllLinesAsync(folder.File("out"), Cancel);
        return (code, [.. lines.Select(l => JsonDocument.Parse(l).RootElement)], error);
    }
}
