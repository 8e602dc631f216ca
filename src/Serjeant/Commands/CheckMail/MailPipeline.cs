using System.Text;
using Serjeant.Mail;
using Serjeant.Outside.Pictures.Codes;

namespace Serjeant.Commands.CheckMail;

/// <summary>Reads and judges messages, and writes the answers in the order of the input.</summary>
internal sealed class MailPipeline(MailJudge judge, MailContext context, bool json)
{
    /// <summary>Returns how many messages could not be read.</summary>
    internal Task<long> RunAsync(IAsyncEnumerable<MailFile> files, TextWriter output, CancellationToken cancel) => InOrder.RunAsync(files, Judge, output, cancel);

    private (string Text, bool Bad) Judge(MailFile file)
    {
        if (file.Error is { } error) return (Error(file.Name, error), true);
        try
        {
            var verdict = file.Pasted ? judge.JudgeChat(Encoding.UTF8.GetString(file.Bytes!), context) : judge.Judge(file.Bytes, context with { QrCodes = MailQrCodes.Of(file.Bytes!) });
            return (json ? MailReport.Json(file.Name, verdict) : MailReport.Text(file.Name, verdict), false);
        }
        catch (FormatException e)
        {
            return (Error(file.Name, e.Message), true);
        }
    }

    private string Error(string name, string error) => json ? MailReport.JsonError(name, error) : MailReport.TextError(name, error);
}
