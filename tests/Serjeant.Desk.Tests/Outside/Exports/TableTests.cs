using System.Text;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

public sealed class TableTests : IDisposable
{
    private readonly ExportFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    private void Map(params string[] words) => fixture.Options = fixture.Options with { Mapping = FieldMapping.Parse(words) };

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Columns_are_found_guessed_and_previewed(char delimiter)
    {
        var table = "Comment ID,Date,Username,Comment,Permalink,Network\n1,2026-03-01 10:00,@jo,\"Good; \"\"really\"\"\nnews\",https://example.org/1,YouTube\n".Replace(',', delimiter);
        var found = await fixture.DetectAsync(fixture.Write("c.csv", table));

        found.Kind.ShouldBe(ExportKind.Csv);
        found.NeedsMapping.ShouldBeTrue();
        found.Columns.ShouldBe(["Comment ID", "Date", "Username", "Comment", "Permalink", "Network"]);
        found.Suggested![MessageField.Text].ShouldBe("Comment");
        found.Suggested[MessageField.Id].ShouldBe("Comment ID");
        found.Suggested[MessageField.SentAt].ShouldBe("Date");
        found.Rows[0][3].ShouldBe("Good; \"really\"\nnews");
        var message = found.Preview.Messages().ShouldHaveSingleItem();
        message.ExternalId.ShouldBe("1");
        message.Author.Handle.ShouldBe("@jo");
        message.Platform.ShouldBe(Platform.YouTube);
        message.Address.ShouldBe("https://example.org/1");
        Encoding.UTF8.GetString(message.Raw.Span).ShouldContain("\"Comment ID\":\"1\"");
    }

    [Fact]
    public async Task The_post_that_a_comment_answers_comes_along_bounded()
    {
        var path = fixture.Write("c.csv", "comment_text,post_text\nLovely,Our new bus shelter\nLong," + new string('p', 5_000) + "\nNone,\n");
        var suggested = (await fixture.DetectAsync(path)).Suggested!;
        suggested[MessageField.Text].ShouldBe("comment_text");
        suggested[MessageField.ParentText].ShouldBe("post_text");
        // A table with one text only: that is the message.
        (await fixture.DetectAsync(fixture.Write("d.csv", "post_text\nLovely\n"))).Suggested![MessageField.Text].ShouldBe("post_text");
        Map("text=comment_text", "parent_text=post_text");
        var messages = (await fixture.ReadAsync(path)).Messages();
        messages.Select(m => m.ParentText?.Length).ShouldBe([19, 2_000, null]);
    }

    [Fact]
    public async Task A_row_without_an_id_gets_one_that_does_not_change()
    {
        Map("text=text");
        var path = fixture.Write("a.csv", "text,likes\nhello,1\nhello,2\n");
        var first = (await fixture.ReadAsync(path)).Messages();
        var second = (await fixture.ReadAsync(path)).Messages();

        first.Select(m => m.ExternalId).Distinct().Count().ShouldBe(2);
        second.Select(m => m.ExternalId).ShouldBe(first.Select(m => m.ExternalId));
    }

    [Fact]
    public async Task Ids_that_a_spreadsheet_rounded_are_not_believed()
    {
        Map("text=text", "id=id");
        var items = await fixture.ReadAsync(fixture.Write("a.csv", "id,text\n1.71E+18,one\n1.71E+18,two\n"));

        items.Messages().Select(m => m.ExternalId).Distinct().Count().ShouldBe(2);
        items.Notes()[0].Reason.ShouldContain("rounded");
    }

    [Fact]
    public async Task Bad_rows_are_listed_by_line_and_the_rest_comes_in()
    {
        Map("text=text", "sentAt=when");
        fixture.Options = fixture.Options with { Limits = new ExportLimits { LineBytes = 10_000 } };
        var items = await fixture.ReadAsync(fixture.Write("a.csv",
            "text,when\nfine,2026-01-01\n,2026-01-02\n" + new string('y', 50_000) + ",2026-01-03\nlate,someday\n\"never closed," + string.Concat(Enumerable.Repeat("x\n", 8_000)) + "after,2026-01-04\n"));

        items.Lost()[0].Where.ShouldBe("a.csv, line 3");
        items.Lost()[1].Where.ShouldBe("a.csv, line 4");
        items.Lost()[1].Reason.ShouldContain("far longer");
        items.Lost()[2].Where.ShouldBe("a.csv, line 6");
        items.Lost()[2].Reason.ShouldContain("quotation mark");
        items.Notes().ShouldContain(n => n.Where == "a.csv, line 5" && n.Reason.Contains("someday"));
        items.Messages().Select(m => m.Text).ShouldContain("late");
        items.Messages()[^1].Text.ShouldBe("after");
    }

    [Fact]
    public async Task Windows_1252_is_read_and_told_and_a_byte_order_mark_is_no_part_of_a_name()
    {
        Map("text=text");
        var old = await fixture.ReadAsync(fixture.Write("old.csv", [.. "text\ncaf"u8, 0xE9, .. " "u8, 0x80, .. "5\n"u8]));
        old.Messages()[0].Text.ShouldBe("café €5");
        old.Notes().ShouldHaveSingleItem().Reason.ShouldContain("Windows-1252");

        (await fixture.ReadAsync(fixture.Write("bom.csv", [0xEF, 0xBB, 0xBF, .. "text\nok\n"u8]))).Messages()[0].Text.ShouldBe("ok");
        (await fixture.ReadAsync(fixture.Write("wide.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("text\nwide\n")]))).Messages()[0].Text.ShouldBe("wide");
    }

    [Fact]
    public async Task A_missing_column_is_named_with_those_that_are_there()
    {
        Map("text=Message");
        var problem = (await fixture.ReadAsync(fixture.Write("a.csv", "id,body\n1,x\n"))).Lost().ShouldHaveSingleItem();

        problem.Reason.ShouldContain("'Message'");
        problem.Reason.ShouldContain("id, body");
    }

    [Fact]
    public async Task Ndjson_fields_are_found_by_path_and_a_line_of_200_megabytes_costs_itself_only()
    {
        Map("text=text", "author=user.name", "sentAt=at");
        var path = fixture.Place("big.ndjson");
        await using (var file = File.Create(path))
        {
            file.Write("{\"text\":\"first\",\"user\":{\"name\":\"jo\"},\"at\":1770000000}\n{\"text\":\""u8);
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'a');
            for (var i = 0; i < 200; i++)
                file.Write(block);
            file.Write("\"}\nnot json\n[1]\n{\"text\":\"last\"}"u8);
        }
        var items = await fixture.ReadAsync(path);

        items.Messages().Select(m => m.Text).ShouldBe(["first", "last"]);
        items.Messages()[0].Author.Handle.ShouldBe("jo");
        items.Lost().Select(p => p.Where).ShouldBe(["big.ndjson, line 2", "big.ndjson, line 3", "big.ndjson, line 4"]);
    }

    [Fact]
    public async Task A_json_list_is_read_like_ndjson_and_invalid_utf8_is_survived()
    {
        Map("text=text");
        var items = await fixture.ReadAsync(fixture.Write("list.json", [.. "[{\"text\":\"caf"u8, 0xE9, .. "\"},\n {\"text\":\"two\"}]"u8]));

        items.Messages().Select(m => m.Text).ShouldBe(["café", "two"]);
    }

    [Fact]
    public async Task Json_paths_are_offered_as_columns()
    {
        var found = await fixture.DetectAsync(fixture.Write("a.ndjson", """{"text":"hi","user":{"name":"jo"}}""" + "\n" + """{"text":"yo","n":5}"""));

        found.Columns.ShouldBe(["text", "user.name", "n"]);
        found.Rows[1].ShouldBe(["yo", "", "5"]);
    }

    [Fact]
    public async Task Reading_on_after_some_items_gives_exactly_the_rest()
    {
        Map("text=text");
        var path = fixture.Write("a.csv", "text\n" + string.Concat(Enumerable.Range(0, 100).Select(i => i % 7 == 0 ? " ,\n" : $"row {i}\n")));
        var all = await fixture.ReadAsync(path);

        for (var skip = 0; skip <= all.Count; skip += 13)
        {
            var rest = await fixture.ReadAsync(path, skip);
            rest.Select(i => i.Index).ShouldBe(all.Skip(skip).Select(i => i.Index));
            rest.Messages().Select(m => m.ExternalId).ShouldBe(all.Skip(skip).Messages().Select(m => m.ExternalId));
        }
    }

    [Fact]
    public void A_mapping_that_cannot_be_read_says_which_word() =>
        Should.Throw<FormatException>(() => FieldMapping.Parse(["texts=a"])).Message.ShouldContain("'texts=a'");

    [Fact]
    public async Task A_web_page_or_an_unknown_file_says_what_to_do()
    {
        (await fixture.DetectAsync(fixture.Write("your_messages.html", "<!DOCTYPE html><html>"))).Fault!.ShouldContain("choose JSON");
        (await fixture.DetectAsync(fixture.Write("x.bin", [0, 1, 2, 3]))).Fault!.ShouldContain("No messages were found");
    }
}
