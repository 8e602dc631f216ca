using System.Text;
using System.Threading.Channels;
using Serjeant.Mail;
using Serjeant.Mail.Scoring;

namespace Serjeant.Commands.CheckMail;

/// <summary>Reads, judges on every core, writes in the order of the input. Memory does not grow with the number of messages.</summary>
internal sealed class MailPipeline(MailJudge judge, MailContext context, bool json)
{
    /// <summary>Returns how many messages could not be read.</summary>
    internal async Task<long> RunAsync(IAsyncEnumerable<MailFile> files, TextWriter output, CancellationToken cancel)
    {
        var waiting = Channel.CreateBounded<Task<(string Text, bool Bad)>>(new BoundedChannelOptions(Environment.ProcessorCount * 2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var writing = WriteAsync(waiting.Reader, output, stop);
        try
        {
            await foreach (var file in files.WithCancellation(stop.Token))
                await waiting.Writer.WriteAsync(Task.Run(() => Judge(file), stop.Token), stop.Token);
            waiting.Writer.Complete();
        }
        catch (Exception e)
        {
            waiting.Writer.TryComplete(e);
            await stop.CancelAsync();
            // The writer may be the one that failed; then its own error is the one to tell.
            if (e is not OperationCanceledException || cancel.IsCancellationRequested)
            {
                await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
        }
        return await writing;
    }

    private (string Text, bool Bad) Judge(MailFile file)
    {
        if (file.Error is { } error) return (Error(file.Name, error), true);
        try
        {
            var verdict = file.Pasted ? judge.JudgeChat(Encoding.UTF8.GetString(file.Bytes!), context) : judge.Judge(file.Bytes, context);
            return (json ? MailReport.Json(file.Name, verdict) : MailReport.Text(file.Name, verdict), false);
        }
        catch (FormatException e)
        {
            return (Error(file.Name, e.Message), true);
        }
    }

    private string Error(string name, string error) => json ? MailReport.JsonError(name, error) : MailReport.TextError(name, error);

    private static async Task<long> WriteAsync(ChannelReader<Task<(string Text, bool Bad)>> waiting, TextWriter output, CancellationTokenSource stop)
    {
        try
        {
            var bad = 0L;
            await foreach (var judging in waiting.ReadAllAsync(stop.Token))
            {
                var (text, wrong) = await judging;
                if (wrong) bad++;
                await output.WriteLineAsync(text.AsMemory(), stop.Token);
            }
            await output.FlushAsync(stop.Token);
            return bad;
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }
}
