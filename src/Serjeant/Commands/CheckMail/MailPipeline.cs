using System.Text;
using Serjeant.Mail;
using Serjeant.Mail.Outlook;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Insides;

namespace Serjeant.Commands.CheckMail;

/// <summary>Reads and judges messages, and writes the answers in the order of the input.</summary>
/// <param name="proofs">Looks up who sent them; null: nothing is looked up.</param>
internal sealed class MailPipeline(MailJudge judge, MailContext context, bool json, ProofChecker? proofs = null, BelievedServers? believed = null)
{
    /// <summary>Returns how many messages could not be read.</summary>
    internal Task<long> RunAsync(IAsyncEnumerable<MailFile> files, TextWriter output, CancellationToken cancel) => InOrder.RunAsync(files, file => JudgeAsync(file, cancel), output, cancel);

    private async Task<(string Text, bool Bad)> JudgeAsync(MailFile file, CancellationToken cancel)
    {
        if (file.Error is { } error) return (Error(file.Name, error), true);
        try
        {
            var verdict = file.Pasted ? judge.JudgeChat(Encoding.UTF8.GetString(file.Bytes!), context) : judge.Judge(file.Bytes, await WithOutsideAsync(file.Bytes!, cancel));
            return (json ? MailReport.Json(file.Name, verdict, proofs is not null) : MailReport.Text(file.Name, verdict, proofs is not null), false);
        }
        catch (FormatException e)
        {
            return (Error(file.Name, e.Message), true);
        }
    }

    private async Task<MailContext> WithOutsideAsync(byte[] bytes, CancellationToken cancel)
    {
        var read = MailInsides.Of(bytes).Beside(context);
        return proofs is null ? read
            : read with { LookedUp = await proofs.CheckWithinAsync(OutlookMessage.IsOne(bytes) ? OutlookMessage.ToMail(bytes) : bytes, believed ?? BelievedServers.None, ProofChecker.Patience, cancel) };
    }

    private string Error(string name, string error) => json ? MailReport.JsonError(name, error) : MailReport.TextError(name, error);
}
