using System.CommandLine;
using Serjeant.Commands.CheckMail;
using Serjeant.Mail;
using Serjeant.Mail.Authentication;
using Serjeant.Moderation;
using Serjeant.Outside.Authentication;
using Serjeant.Outside.Lookups;

namespace Serjeant.Commands;

/// <summary><c>serjeant check-mail FILE…</c>: says of each mail whether it looks genuine, and why. Needs no desk, and no network unless told to look up senders.</summary>
public static class CheckMailCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Arity = ArgumentArity.OneOrMore, Description = "Mails (.eml, Outlook's .msg), mailboxes (.mbox), pasted chats (.txt), folders of them; - reads names from standard input, one a line." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var protect = new Option<string[]>("--protect") { Description = "A domain of your own office or people: mail that imitates it is worst.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var contacts = new Option<string?>("--contacts") { Description = "People you know: CSV with name,address lines." };
        var servers = new Option<string[]>("--auth-server") { Description = $"The server whose Authentication-Results may be believed ({TrustedServers.ExchangeOnline} for Exchange Online); none given: nothing is proved.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var online = new Option<bool>("--online") { Description = "Also look up who may send for a domain and who signed (DKIM, ARC, SPF, DMARC). It tells their name servers, and your resolver, that somebody asks." };
        var received = new Option<string[]>("--mail-server") { Description = "A server of yours that takes mail from outside, as its Received lines name it. With --online: without one SPF and DMARC can't be checked.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var sealers = new Option<string[]>("--arc-sealer") { Description = "With --online: a domain whose ARC seals may be believed, such as your own forwarder's.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };
        var command = new Command("check-mail", "Says of each mail whether it looks genuine. Exit 0: all read; 1: some could not be read; 2: can't start.") { files, json, protect, contacts, servers, online, received, sealers };
        command.SetAction((result, cancel) => RunAsync(
            result.GetRequiredValue(files), result.GetValue(json), result.GetValue(protect) ?? [], result.GetValue(contacts), new TrustedServers(result.GetValue(servers) ?? []) { Inside = result.GetValue(received) ?? [] },
            result.GetValue(online) ? new BelievedServers(result.GetValue(received) ?? [], result.GetValue(sealers) ?? []) : null,
            result.InvocationConfiguration.Output, result.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] files, bool json, string[] protect, string? contacts, TrustedServers trusted, BelievedServers? lookUp, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            var context = new MailContext
            {
                Contacts = contacts is null ? Serjeant.Mail.Contacts.ContactBook.Empty : await ContactsFile.ReadAsync(contacts, cancel),
                Protected = [.. protect.Select(d => d.Trim().TrimStart('@').ToLowerInvariant()).Where(d => d.Length > 0)],
                Trusted = trusted,
            };
            var tables = Shipped.MailTables();
            var proofs = lookUp is null ? null : new ProofChecker(new DomainNames(), tables.Hosts, TimeProvider.System);
            var pipeline = new MailPipeline(Shipped.MailJudge(Shipped.MailRuleSet(), tables), context, json, proofs, lookUp);
            var bad = await pipeline.RunAsync(MailFiles.Of(files, Console.In, cancel), output, cancel);
            if (bad > 0) await error.WriteLineAsync($"{bad} {(bad == 1 ? "mail" : "mails")} could not be read; each has an error in the output.");
            return bad > 0 ? 1 : 0;
        }
        catch (Exception e) when (e is SourceFileException or InvalidDataException)
        {
            await error.WriteLineAsync(PlainText.Of(e.Message));
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(PlainText.Of($"{e.Message} Check the names given."));
            return 2;
        }
    }
}
