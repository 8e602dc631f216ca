using System.CommandLine;
using Serjeant.Commands.CheckLink;
using Serjeant.Moderation;

namespace Serjeant.Commands;

/// <summary><c>serjeant check-link URL…</c>: says of each link whether it looks genuine, and why. Opens and asks nothing; needs no desk and no network.</summary>
public static class CheckLinkCommand
{
    public static Command Create()
    {
        var links = new Argument<string[]>("link") { Arity = ArgumentArity.OneOrMore, Description = "Links; - reads them from standard input, one a line." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var protect = new Option<string[]>("--protect") { Description = "A domain of your own office or people: a link that imitates it is worst.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var command = new Command("check-link", "Says of each link whether it looks genuine, without opening it. Exit 0: all read; 1: some could not be read; 2: can't start.") { links, json, protect };
        command.SetAction((result, cancel) => RunAsync(
            result.GetRequiredValue(links), result.GetValue(json), result.GetValue(protect) ?? [], result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(string[] links, bool json, string[] protect, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var judge = Shipped.LinkJudge().Protecting(protect.Select(d => d.Trim().TrimStart('@')));
            var bad = await InOrder.RunAsync(LinkLines.Of(links, Console.In, cancel), link =>
            {
                try
                {
                    var verdict = judge.Judge(link);
                    return (json ? LinkReport.Json(link, verdict) : LinkReport.Text(link, verdict), false);
                }
                catch (FormatException e)
                {
                    return (json ? LinkReport.JsonError(link, e.Message) : LinkReport.TextError(link, e.Message), true);
                }
            }, output, cancel);
            if (bad > 0) await error.WriteLineAsync($"{bad} {(bad == 1 ? "link" : "links")} could not be read; each has an error in the output.");
            return bad > 0 ? 1 : 0;
        }
        catch (SourceFileException e)
        {
            await error.WriteLineAsync(PlainText.Of(e.Message));
            return 2;
        }
    }
}
