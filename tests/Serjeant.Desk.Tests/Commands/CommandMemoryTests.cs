using System.Globalization;
using System.Text;
using Serjeant.Commands;
using Serjeant.Commands.CheckLink;
using Serjeant.Commands.CheckMail;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Mail;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

/// <summary>The commands' managed heap does not grow with how much they are given: what lives after a tenth of the input lives at the end, and no more.</summary>
[Collection(Alone.Name)]
public sealed class CommandMemoryTests : IDisposable
{
    private const long MostGrowth = 4L << 20;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>32 KB each: kept alive, the 3,600 between the two measurements would be 115 MB, and their answers alone some.</summary>
    [Fact]
    public async Task Four_thousand_mails_leave_nothing_behind()
    {
        const int Files = 4_000;
        for (var i = 0; i < 40; i++)
            await File.WriteAllTextAsync(folder.File(FormattableString.Invariant($"{i}.eml")), $"From: Sam Lee <sam@example.org>\nTo: office@annlee.example\nSubject: Friday {i}\n\n{string.Concat(Enumerable.Repeat("Dear Ann, see you on Friday at https://example.org/hall. Sam\n", 520))}", Cancel);
        var names = new Given(Files, i => folder.File(FormattableString.Invariant($"{i % 40}.eml")));
        var written = new HeapWriter(Files);
        var pipeline = new MailPipeline(Shipped.MailJudge(Shipped.MailRuleSet(), Shipped.MailTables()), MailContext.Empty, json: true);
        (await pipeline.RunAsync(MailFiles.Of(["-"], names, Cancel), written, Cancel)).ShouldBe(0);
        written.ShouldNotHaveGrown();
    }

    /// <summary>Different ones, so that whatever remembers links would be seen.</summary>
    [Fact]
    public async Task Forty_thousand_links_leave_nothing_behind()
    {
        const int Links = 40_000;
        var judge = Shipped.LinkJudge();
        var given = new Given(Links, i => FormattableString.Invariant($"https://www.parliarnent{i}.example/login?{new string('x', 200)}{i}"));
        var written = new HeapWriter(Links);
        (await InOrder.RunAsync(LinkLines.Of(["-"], given, Cancel), link => (LinkReport.Json(link, judge.Judge(link)), false), written, Cancel)).ShouldBe(0);
        written.ShouldNotHaveGrown();
    }

    /// <summary>That the measure sees what stays: as above, with every answer kept.</summary>
    [Fact]
    public async Task What_is_kept_is_seen()
    {
        const int Links = 40_000;
        var judge = Shipped.LinkJudge();
        var kept = new List<string>();
        var written = new HeapWriter(Links);
        await InOrder.RunAsync(LinkLines.Of(["-"], new Given(Links, i => FormattableString.Invariant($"https://www.parliarnent{i}.example/login")), Cancel), link =>
        {
            var answer = LinkReport.Json(link, judge.Judge(link));
            lock (kept) kept.Add(answer);
            return (answer, false);
        }, written, Cancel);
        Should.Throw<ShouldAssertException>(written.ShouldNotHaveGrown);
        kept.Count.ShouldBe(Links);
    }

    /// <summary>Standard input of so many lines, none of which is there before it is read.</summary>
    private sealed class Given(int count, Func<int, string> line) : TextReader
    {
        private int next;
        private string rest = "";

        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken) => ValueTask.FromResult(next < count ? line(next++) : null);

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            if (rest.Length == 0 && next < count) rest = line(next++) + "\n";
            var take = Math.Min(rest.Length, buffer.Length);
            rest.AsSpan(0, take).CopyTo(buffer.Span);
            rest = rest[take..];
            return ValueTask.FromResult(take);
        }
    }

    /// <summary>Counts the lines written and measures what lives after a tenth of them and at the end.</summary>
    private sealed class HeapWriter(int count) : TextWriter
    {
        private int lines;
        private long early;
        private long late;

        public override Encoding Encoding => Encoding.UTF8;

        public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default)
        {
            lines++;
            if (lines == count / 10) early = GC.GetTotalMemory(forceFullCollection: true);
            if (lines == count) late = GC.GetTotalMemory(forceFullCollection: true);
            return Task.CompletedTask;
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void ShouldNotHaveGrown()
        {
            lines.ShouldBe(count);
            (late - early).ShouldBeLessThan(MostGrowth, string.Create(CultureInfo.InvariantCulture, $"{early:N0} bytes after a tenth, {late:N0} at the end"));
        }
    }
}
