using System.Text;
using Serjeant.Desk.Tests.Outside.Insides;
using Serjeant.Desk.Tests.Outside.Pictures;
using Serjeant.Engines.Tests.Mail.Outlook;
using Shouldly;

namespace Serjeant.Desk.Tests.Checks;

public sealed class MailMutationTests
{
    private const int Seed = 20261128;
    private const int Mutations = 10_000;
    private const long MostBytes = 4L << 20;

    [Fact]
    public void Ten_thousand_mutated_mails_go_the_whole_way_or_are_refused_in_bounded_time_and_memory_and_the_same_every_time()
    {
        var seeds = Seeds();
        var random = new Random(Seed);
        var (judged, refused, codes, links, most) = (0, 0, 0, 0, 0L);
        for (var i = 0; i < Mutations; i++)
        {
            var mail = Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            var (verdict, bytes) = WholeWay.Of(mail, MostBytes, $"mutation {i}");
            most = Math.Max(most, bytes);
            if (verdict is null) refused++;
            else judged++;
            if (verdict?.Findings.Any(f => f.RuleId.StartsWith("qr.", StringComparison.Ordinal)) == true) codes++;
            if (verdict?.Message.Links.Any(l => l.Kind == Serjeant.Mail.Messages.LinkKind.Pdf) == true) links++;
            if (i % 20 == 0) WholeWay.Of(mail, MostBytes, $"mutation {i}").Verdict?.Score.ShouldBe(verdict!.Score, $"mutation {i}");
        }
        TestContext.Current.SendDiagnosticMessage($"{judged} judged, {refused} refused, {codes} with codes, {links} with links of PDFs, at most {most:N0} bytes");
        // All ways must have been tried, or the mutations are too wild or too tame.
        (judged > 5_000, refused > 50, codes > 20, links > 20).ShouldBe((true, true, true, true), $"{judged} judged, {refused} refused, {codes} with codes, {links} with links of PDFs");
    }

    private static byte[][] Seeds()
    {
        var rules = Shipped.MailRuleSet().Rules.SelectMany(r => r.Match).Where(m => m.StartsWith("From: ", StringComparison.Ordinal)).Select(Encoding.UTF8.GetBytes);
        var genuine = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "mail", "genuine-modern"), "*.eml").Order(StringComparer.Ordinal).Select(File.ReadAllBytes);
        byte[][] withFiles =
        [
            QrReaderTests.Mail(QrReaderTests.Png()),
            PdfLinkTests.Mail(PdfLinkTests.Pdf("<< /S /URI /URI (https://evil.example/sign-in) >>")),
            SampleOutlook.Fraud().File("a.pdf", PdfLinkTests.Pdf("<< /S /URI /URI (https://evil.example/) >>")).Message(m => m.Text(0x0037, "inner").Text(0x1000, "words")).Save(),
        ];
        // Those with files are few among hundreds, and theirs is the longest way.
        return [.. genuine, .. rules, .. Enumerable.Repeat(withFiles, 40).SelectMany(f => f)];
    }

    private static byte[] Mutate(byte[] mail, byte[] other, Random random)
    {
        var bytes = mail.ToList();
        for (var changes = random.Next(1, 12); changes > 0 && bytes.Count > 10; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = random.Next(1, Math.Min(200, bytes.Count - at) + 1);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
                case 3: bytes.InsertRange(at, other.AsSpan(random.Next(other.Length / 2)).ToArray().Take(length)); break;
                case 4: bytes.InsertRange(at, Enumerable.Repeat("\n=<>\"&;:?(\0\xff"u8[random.Next(11)], length)); break;
                default: if (random.Next(4) == 0) bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }
        return [.. bytes];
    }
}
