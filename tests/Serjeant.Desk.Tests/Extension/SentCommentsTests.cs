using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Serjeant.Chapters.Cases;
using Serjeant.Chapters.Cases.ChildImages;
using Serjeant.Chapters.Cases.Exhibits;
using Serjeant.Chapters.Inbox.Steps;
using Serjeant.Data;
using Serjeant.Desk.Tests.Cases;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Moderation;
using Serjeant.Outside.Storage;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Extension;

public sealed class SentCommentsTests
{
    private const string Post = "https://x.com/office/status/1790000000000000001?s=20";
    private static readonly DateTimeOffset At = new(2026, 5, 3, 9, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Comments_come_in_as_messages_and_only_once()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        var page = new { address = Post, postText = "Our plan for the high street", comments = new[] { Comment("1790000000000000002", "We will find you and hurt you"), Comment(null, "What about parking?", "@duo") } };

        var answer = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, "/comments", page));
        (answer.GetProperty("added").GetInt32(), answer.GetProperty("alreadyHere").GetInt32()).ShouldBe((2, 0));
        answer = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, "/comments", page));
        (answer.GetProperty("added").GetInt32(), answer.GetProperty("alreadyHere").GetInt32()).ShouldBe((0, 2));

        var threat = await desk.WithDbAsync(db => db.Messages.Include(m => m.Author).SingleAsync(m => m.ExternalId == "1790000000000000002"));
        (threat.Platform, threat.Kind, threat.ThreadId, threat.SentAt, threat.ParentText).ShouldBe(
            (Platform.X, MessageKind.Reply, "1790000000000000001", At, "Our plan for the high street"));
        (threat.Author!.Handle, threat.Author.DisplayName, threat.Author.ProfileAddress).ShouldBe(("@una", "Una <b>", "https://x.com/una"));
        threat.TopCategory.ShouldBe(Category.Threat);
        (await desk.WithDbAsync(db => db.LedgerEntries.CountAsync(e => e.Action == "messages.came-in"))).ShouldBe(1);
    }

    [Fact]
    public async Task As_an_exhibit_a_comment_says_on_which_page_it_was_read_who_sent_it_and_when()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        await extension.SendAsync(HttpMethod.Post, "/comments", new { address = Post, postText = "Our plan", comments = new[] { Comment(null, "We will find you") } });
        var (message, came) = await desk.WithDbAsync(async db => await db.Messages.Select(m => new ValueTuple<long, DateTimeOffset>(m.Id, m.ReceivedAt)).SingleAsync());
        var presser = await NameAsync(Role.Moderator);
        var maker = await desk.PersonAsync(Role.Principal);

        var kept = await desk.WithAsync<MessageEvidence, KeptEvidence>(evidence => evidence.KeepAsync(desk.OfficeId, maker, [message], null, TestContext.Current.CancellationToken));

        kept.IsWhole.ShouldBeTrue();
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.Include(e => e.Files).SingleAsync());
        exhibit.Source.ShouldBe(ExhibitSource.Comment);
        exhibit.Files.Single(f => f.Path == "original.json").MediaType.ShouldBe("application/json");
        var manifest = (await desk.WithAsync<OfficeVault, ExhibitManifest?>(vaults => SealedManifest.ReadAsync(vaults, exhibit, TestContext.Current.CancellationToken)))!;
        manifest.Provenance.ShouldBe(Provenance.ReadInBrowser);
        manifest.Claim.ShouldContain("that person's word");
        manifest.SuppliedBy.ShouldNotBe(presser, "whoever makes the exhibit need not be who sent the words");
        var note = manifest.Notes.Single();
        note.ShouldStartWith($"Read on the page {Post} by Serjeant's extension in the browser of {presser}, who sent it to this desk. It came at ");
        note.ShouldEndWith(" UTC by the desk's clock.");
        var at = DateTimeOffset.ParseExact(note.Split(" It came at ")[1][..19], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        (came - at).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Encoding.UTF8.GetString(manifest.ToBytes()).ShouldContain("\"provenance\": \"readInBrowser\"");

        var page = await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(exhibit.Id));
        page.Body!.TextContent.ShouldContain("Read on a page in a person’s own browser");
        page.Body.TextContent.ShouldContain($"Read on the page {Post}");
        (await desk.WithDbAsync(async db => (await EvidenceStatus.OfAsync(db, [message], came, TestContext.Current.CancellationToken))[message].TextKept)).ShouldBeTrue();

        var by = await desk.PersonAsync(Role.Moderator);
        await desk.WithAsync<SealingOff, int?>(async sealing => await sealing.SealAsync(exhibit.Id, await desk.WithDbAsync(db => db.Users.SingleAsync(p => p.Id == by)), TestContext.Current.CancellationToken));
        (await desk.WithDbAsync(db => db.Messages.Select(m => m.Text).SingleAsync())).ShouldContain("Sealed off as exhibit", customMessage: "a message goes with its exhibit, by whatever way it came");

        async Task<string> NameAsync(Role role)
        {
            var id = await desk.PersonAsync(role);
            return await desk.WithDbAsync(db => db.Users.Where(p => p.Id == id).Select(p => p.DisplayName).SingleAsync());
        }
    }

    [Fact]
    public async Task A_comment_that_an_import_brought_is_recognised()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        await desk.WithDbAsync(async db =>
        {
            var author = db.Authors.Add(new Author { OfficeId = desk.OfficeId, Platform = Platform.X, Key = "una", Handle = "una" }).Entity;
            db.Messages.Add(new Message { OfficeId = desk.OfficeId, Platform = Platform.X, ExternalId = "1790000000000000002", Author = author, Text = "x", SentAt = At, ReceivedAt = At });
            return await db.SaveChangesAsync();
        });
        var answer = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, "/comments", new { address = Post, comments = new[] { Comment("1790000000000000002", "x") } }));
        answer.GetProperty("alreadyHere").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("https://blog.example/post", "1790000000000000002")] // a page that lies about whose comment it is
    [InlineData("http://x.com/office/status/1790000000000000001", "1790000000000000002")] // not the platform's own page
    [InlineData("https://x.com.evil.example/a", "1790000000000000002")]
    [InlineData(Post, "../../1")]
    public async Task An_id_counts_only_from_its_platform_and_in_its_shape(string address, string id)
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        await extension.SendAsync(HttpMethod.Post, "/comments", new { address, comments = new[] { Comment(id, "You people") } });
        var message = await desk.WithDbAsync(db => db.Messages.SingleAsync());
        message.ExternalId.ShouldStartWith("sha256:");
        (message.Platform == Platform.X).ShouldBe(address == Post);
    }

    [Theory]
    [InlineData("https://www.youtube.com/watch?v=abc&t=9", "https://www.youtube.com/watch?v=abc&t=77", true)]
    [InlineData("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=def", false)]
    [InlineData("https://www.facebook.com/office/posts/pfbid1?locale=en", "https://www.facebook.com/office/posts/pfbid1", true)]
    [InlineData("https://news.example/a?id=1#c", "https://news.example/a?id=1", true)]
    [InlineData("https://news.example/a?id=1", "https://news.example/a?id=2", false)]
    public async Task The_same_words_under_the_same_post_are_the_same_comment(string first, string second, bool same)
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        foreach (var address in new[] { first, second })
            await extension.SendAsync(HttpMethod.Post, "/comments", new { address, comments = new[] { Comment(null, "Shame on you all") } });
        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(same ? 1 : 2);
    }

    [Fact]
    public async Task What_is_hostile_is_bounded_or_refused_and_loses_nothing_else()
    {
        await using var desk = await TestDesk.StartAsync();
        var extension = await PairedExtension.PairAsync(desk);
        var long_ = new string('a', 50_000) + "\u0000";
        var answer = await PairedExtension.JsonAsync(await extension.SendAsync(HttpMethod.Post, "/comments", new
        {
            address = "https://news.example/a",
            comments = new object?[]
            {
                null, new { text = "" }, new { text = long_, name = long_, profile = "javascript:alert(1)", address = "data:text/html,x", at = "2999-01-01T00:00:00Z" },
                new { text = "Fine", name = "=HYPERLINK(1)", handle = "\u202Eevil" },
            },
        }));
        answer.GetProperty("added").GetInt32().ShouldBe(2);
        var messages = await desk.WithDbAsync(db => db.Messages.Include(m => m.Author).OrderBy(m => m.Id).ToListAsync());
        messages[0].Text.Length.ShouldBe(20_000);
        messages[0].Author!.DisplayName!.Length.ShouldBe(300);
        (messages[0].Author!.ProfileAddress, messages[0].Address).ShouldBe((null, "https://news.example/a"));
        messages[0].SentAt.ShouldBeLessThan(DateTimeOffset.UtcNow.AddDays(1));

        (await extension.SendAsync(HttpMethod.Post, "/comments", new { address = "about:blank", comments = new[] { Comment(null, "x") } })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await extension.SendAsync(HttpMethod.Post, "/comments", new { address = Post, comments = Enumerable.Repeat(Comment(null, "x"), 501) })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var body in new[] { "{", "[1]", "{\"address\":\"https://a.example\",\"comments\":[{\"text\":\"x\",\"at\":\"yesterday\"}]}", new string(' ', 3_000_000) })
            (await extension.SendAsync(HttpMethod.Post, "/comments", new StringContent(body, Encoding.UTF8, "application/json"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task They_come_to_the_senders_own_office()
    {
        await using var desk = await TestDesk.StartAsync();
        var other = await PairedExtension.PairAsync(desk, Role.Manager, desk.OtherOfficeId);
        await other.SendAsync(HttpMethod.Post, "/comments", new { address = Post, comments = new[] { Comment("1790000000000000002", "x") } });
        (await desk.WithDbAsync(db => db.Messages.CountAsync())).ShouldBe(0);
        (await desk.WithDbAsync(db => db.Messages.CountAsync(), desk.OtherOfficeId)).ShouldBe(1);
    }

    private static object Comment(string? id, string text, string handle = "@una") =>
        new { id, text, name = "Una <b>", handle, profile = "https://x.com/" + handle[1..], at = At, address = id is null ? null : "https://x.com/una/status/" + id, reply = true };
}
