using Serjeant.Moderation;
using Serjeant.Outside.Exports;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Outside.Exports;

public sealed class XArchiveTests : IDisposable
{
    private const string Account = """window.YTD.account.part0 = [ { "account" : { "username" : "alexexample", "accountId" : "100" } } ]""";

    private const string Messages = """
        window.YTD.direct_messages.part0 = [
          { "dmConversation" : { "conversationId" : "100-200", "messages" : [
            { "messageCreate" : { "recipientId" : "100", "reactions" : [ ], "urls" : [ ], "text" : "I know your \"street\" {", "mediaUrls" : [ ], "senderId" : "200", "id" : "9001", "createdAt" : "2026-02-03T04:05:06.789Z" } },
            { "messageCreate" : { "recipientId" : "200", "text" : "Please write to the office.", "senderId" : "100", "id" : "9002", "createdAt" : "2026-02-03T04:06:00.000Z" } } ] } },
          { "dmConversation" : { "conversationId" : "100-300", "messages" : [
            { "messageCreate" : { "text" : "", "mediaUrls" : [ "https://ton.example/x.jpg" ], "senderId" : "300", "id" : "9003", "createdAt" : "2026-02-04T00:00:00.000Z" } } ] } } ]
        """;

    private const string Groups = """
        window.YTD.direct_messages_group.part0 = [ { "dmConversation" : { "conversationId" : "77", "messages" : [
          { "joinConversation" : { "initiatingUserId" : "400", "participantsSnapshot" : [ "100" ], "createdAt" : "2026-02-03T00:00:00.000Z" } },
          { "messageCreate" : { "text" : "all of you", "senderId" : "400", "id" : "9004", "createdAt" : "2026-02-03T00:00:01.000Z" } } ] } } ]
        """;

    private readonly ExportFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task Messages_come_in_whatever_the_archive_is_wrapped_in_and_the_offices_own_are_left_out()
    {
        var items = await fixture.ReadAsync(fixture.Zip("x.zip",
            ("twitter-2026/data/account.js", Account), ("twitter-2026/data/direct-messages.js", Messages),
            ("twitter-2026/data/direct-messages-group.js", Groups), ("twitter-2026/data/tweets.js", "window.YTD.tweets.part0 = []"), ("twitter-2026/Your archive.html", "<html>")));

        var messages = items.Messages();
        messages.Select(m => m.ExternalId).ShouldBe(["9004", "9001", "9003"]);
        items.Count(i => i.SentByOffice).ShouldBe(1);
        items.Lost().ShouldBeEmpty();
        var threat = messages[1];
        threat.Platform.ShouldBe(Platform.X);
        threat.Kind.ShouldBe(MessageKind.DirectMessage);
        threat.Text.ShouldBe("I know your \"street\" {");
        threat.Author.PlatformId.ShouldBe("200");
        threat.Author.ProfileAddress.ShouldBe("https://x.com/i/user/200");
        threat.ThreadId.ShouldBe("100-200");
        threat.Account.ShouldBe("alexexample");
        threat.SentAt.ShouldBe(new DateTimeOffset(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero));
        messages[2].Text.ShouldBe("[1 picture or video]");
    }

    [Fact]
    public async Task A_file_alone_cannot_say_whose_it_is_and_says_that()
    {
        var path = fixture.Write("direct-messages.js", Messages);
        var items = await fixture.ReadAsync(path);
        items.Messages().Count.ShouldBe(3);
        items.Notes().ShouldHaveSingleItem().Reason.ShouldContain("doesn't say whose it is");

        fixture.Options = new ReadOptions { OwnNames = ["100"] };
        (await fixture.ReadAsync(path)).Messages().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_cut_short_gives_what_came_before_the_cut()
    {
        var items = await fixture.ReadAsync(fixture.Write("direct-messages.js", Messages[..Messages.IndexOf("9003", StringComparison.Ordinal)]));

        items.Messages().Count.ShouldBe(2);
        items.Lost().ShouldHaveSingleItem().Reason.ShouldContain("cut short");
    }

    [Fact]
    public async Task A_folder_is_read_as_an_archive_is()
    {
        fixture.Write("x/data/account.js", Account);
        fixture.Write("x/data/direct-messages.js", Messages);

        (await fixture.ReadAsync(fixture.Place("x"))).Messages().Count.ShouldBe(2);
    }
}
