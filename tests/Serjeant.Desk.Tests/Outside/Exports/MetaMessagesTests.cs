using System.Text;
using Serjeant.Moderation;
using Serjeant.Outside.Exports;
using Serjeant.Outside.Exports.Meta;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

[Collection(Support.Alone.Name)]
public sealed class MetaMessagesTests : IDisposable
{
    private readonly ExportFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    private static string Damaged(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Thread(params string[] messages) =>
        $$"""{"participants":[{"name":"Jo"},{"name":"Alex Example"}],"messages":[{{string.Join(',', messages)}}],"title":"Jo","thread_path":"inbox/jo_1"}""";

    private static string Message(string sender, string content, long time = 1_770_000_000_000) =>
        $$"""{"sender_name":"{{sender}}","timestamp_ms":{{time}},"content":"{{content}}","is_geoblocked_for_viewer":false}""";

    [Fact]
    public async Task Damaged_text_is_mended_and_the_offices_own_messages_are_left_out()
    {
        var path = fixture.Zip("fb.zip",
            ("facebook-alex/your_facebook_activity/messages/inbox/jo_1/message_1.json", Thread(Message(Damaged("Zoë"), Damaged("Vous êtes fini 😡")), Message(Damaged("Aléx Example"), "thanks"))),
            ("facebook-alex/personal_information/profile_information/profile_information.json", "{\"profile_v2\":{\"name\":{\"full_name\":\"" + Damaged("Aléx Example") + "\"}}}"),
            ("facebook-alex/your_facebook_activity/posts/your_posts_1.json", "[]"));
        var items = await fixture.ReadAsync(path);

        var message = items.Messages().ShouldHaveSingleItem();
        message.Platform.ShouldBe(Platform.Facebook);
        message.Text.ShouldBe("Vous êtes fini 😡");
        message.Author.DisplayName.ShouldBe("Zoë");
        message.Account.ShouldBe("Aléx Example");
        message.ThreadId.ShouldBe("jo_1");
        message.SentAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1_770_000_000_000));
        message.ExternalId.ShouldStartWith("sha256:");
        items.Count(i => i.SentByOffice).ShouldBe(1);
        items.Lost().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("café")]
    [InlineData("plain")]
    [InlineData("£5 – yes")]
    [InlineData("😡")]
    public void Text_that_was_never_damaged_stays(string text) => Mojibake.Repair(text).ShouldBe(text);

    [Fact]
    public async Task Message_requests_count_as_the_inbox_does_and_instagram_is_told_from_facebook()
    {
        var items = await fixture.ReadAsync(fixture.Zip("ig.zip",
            ("your_instagram_activity/messages/inbox/a_1/message_1.json", Thread(Message("Jo", "one"))),
            ("your_instagram_activity/messages/message_requests/b_2/message_1.json", Thread("""{"sender_name":"Sam","timestamp_ms":1770000000000,"photos":[{"uri":"x/y/1.jpg"}]}"""))));

        items.Messages().ShouldAllBe(m => m.Platform == Platform.Instagram);
        items.Messages().Select(m => m.Text).ShouldBe(["one", "[1 picture, video or file]"]);
    }

    [Fact]
    public async Task The_same_message_in_a_later_export_has_the_same_id_although_somebody_reacted()
    {
        const string before = """{"sender_name":"Jo","timestamp_ms":1770000000000,"content":"hi","photos":[{"uri":"old/messages/inbox/a_1/photos/7.jpg"}]}""";
        const string after = """{"sender_name":"Jo","timestamp_ms":1770000000000,"content":"hi","photos":[{"uri":"new/wrapper/a_1/photos/7.jpg"}],"reactions":[{"actor":"Sam"}]}""";
        var first = await fixture.ReadAsync(fixture.Zip("1.zip", ("messages/inbox/a_1/message_1.json", Thread(before))));
        var second = await fixture.ReadAsync(fixture.Zip("2.zip", ("w/messages/inbox/a_1/message_1.json", Thread(after))));

        second.Messages()[0].ExternalId.ShouldBe(first.Messages()[0].ExternalId);
    }

    [Fact]
    public async Task A_broken_entry_costs_itself_only()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 1_000)) + string.Concat(Enumerable.Repeat("]", 1_000));
        fixture.Options = new ReadOptions { Limits = new ExportLimits { LineBytes = 50_000 } };
        var items = await fixture.ReadAsync(fixture.Zip("bad.zip", ("messages/inbox/a_1/message_1.json", Thread(
            Message("Jo", "one"),
            $$"""{"sender_name":"Jo","timestamp_ms":1,"x":{{deep}}}""",
            """{"sender_name":"Jo" "timestamp_ms":1}""",
            Message("Jo", new string('x', 200_000)),
            Message("Jo", "half \\ud83d and \\u0000 nul"),
            Message("Jo", "last", 5)))));

        items.Lost().Select(p => p.Where).ShouldBe([
            "bad.zip: messages/inbox/a_1/message_1.json, message 2",
            "bad.zip: messages/inbox/a_1/message_1.json, message 3",
            "bad.zip: messages/inbox/a_1/message_1.json, message 4"]);
        items.Lost()[0].Reason.ShouldContain("64 levels");
        items.Lost()[2].Reason.ShouldContain("larger");
        items.Messages().Select(m => m.Text).ShouldBe(["one", "half \uFFFD and \uFFFD nul", "last"]);
    }

    [Fact]
    public async Task A_large_file_streams_in_flat_memory()
    {
        var path = fixture.Place("message_1.json");
        await using (var writer = new StreamWriter(path))
        {
            await writer.WriteAsync("""{"participants":[],"messages":[""");
            for (var i = 0; i < 60_000; i++)
                await writer.WriteAsync((i == 0 ? "" : ",") + Message("Jo", new string('a', 900), 1_770_000_000_000 + i));
            await writer.WriteAsync("]}");
        }
        using var source = ExportSource.Open(path);
        long count = 0, most = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await foreach (var item in ExportReader.ReadAsync(source, new ReadOptions(), 0, TestContext.Current.CancellationToken))
        {
            if (item.Message is null || ++count % 20_000 != 0)
                continue;
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        count.ShouldBe(60_000);
        new FileInfo(path).Length.ShouldBeGreaterThan(55_000_000);
        (most - before).ShouldBeLessThan(40_000_000);
    }
}
