using System.Text.Json;
using Serjeant.Commands.CheckMail;
using Serjeant.Desk.Tests.Outside.Authentication;
using Serjeant.Mail;
using Serjeant.Outside.Authentication;
using Shouldly;

namespace Serjeant.Desk.Tests.Commands;

public sealed class CheckMailOnlineTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_signed_is_looked_up_and_told_and_a_changed_mail_is_not_proved()
    {
        var zone = new TestZone();
        var signed = SignedMail.Sign(zone);
        var lines = await RunAsync(new ProofChecker(zone, Shipped.MailTables().Hosts, TimeProvider.System), signed, signed.Changed("Are you free", "Are you rich"));
        lines.Select(l => l.GetProperty("sender").EnumerateArray().Single(n => n.GetProperty("method").GetString() == "dkim")).Select(n => (n.GetProperty("result").GetString(), n.GetProperty("by").GetString()))
            .ShouldBe([("pass", "look-up"), ("fail", "look-up")]);
    }

    [Fact]
    public async Task Without_it_nothing_is_looked_up() =>
        (await RunAsync(null, SignedMail.Sign(new TestZone()))).Single().TryGetProperty("sender", out _).ShouldBeFalse();

    private static async Task<List<JsonElement>> RunAsync(ProofChecker? proofs, params byte[][] mails)
    {
        using var output = new StringWriter { NewLine = "\n" };
        (await new MailPipeline(Shipped.MailJudge(), MailContext.Empty, json: true, proofs).RunAsync(Files(mails), output, Cancel)).ShouldBe(0);
        return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    private static async IAsyncEnumerable<MailFile> Files(byte[][] mails)
    {
        foreach (var mail in mails)
        {
            await Task.Yield();
            yield return new MailFile("a.eml", mail, false, null);
        }
    }
}
