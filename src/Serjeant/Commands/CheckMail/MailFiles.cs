using System.Runtime.CompilerServices;
using Serjeant.Mail.Messages;
using Serjeant.Outside.Exports.Mail;

namespace Serjeant.Commands.CheckMail;

/// <summary>One message to judge, or why it could not be read.</summary>
/// <param name="Name">The file's name as it was given; of a mailbox also the mail's number.</param>
internal sealed record MailFile(string Name, byte[]? Bytes, bool Pasted, string? Error);

/// <summary>Finds and reads messages one by one: files, folders, mailboxes, names from standard input.</summary>
internal static class MailFiles
{
    internal static async IAsyncEnumerable<MailFile> Of(IEnumerable<string> names, TextReader input, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var name in names)
        {
            if (name != "-")
            {
                await foreach (var file in Under(name, cancel)) yield return file;
                continue;
            }
            while (await input.ReadLineAsync(cancel) is { } line)
                if (line.Trim() is { Length: > 0 } given)
                    await foreach (var file in Under(given, cancel)) yield return file;
        }
    }

    private static async IAsyncEnumerable<MailFile> Under(string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(name))
        {
            await foreach (var mail in In(name, cancel)) yield return mail;
            yield break;
        }
        var within = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 20, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint };
        foreach (var path in Directory.EnumerateFiles(name, "*", within))
            await foreach (var mail in In(path, cancel)) yield return mail;
    }

    private static async IAsyncEnumerable<MailFile> In(string path, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!path.EndsWith(".mbox", StringComparison.OrdinalIgnoreCase))
        {
            yield return await ReadAsync(path, cancel);
            yield break;
        }
        FileStream? stream = null;
        string? error = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = e.Message;
        }
        if (stream is null)
        {
            yield return new MailFile(path, null, false, error);
            yield break;
        }
        await using (stream)
        {
            await foreach (var mail in MboxSplitter.SplitAsync(stream, MailLimits.Usual.Bytes, cancel))
            {
                yield return mail.Number == 0 ? new MailFile(path, null, false, "This is not a mailbox file: it does not begin with a line that starts with 'From '.")
                    : new MailFile($"{path}#{mail.Number}", mail.Raw, false, mail.Raw is null ? $"This mail is larger than {MailLimits.Usual.Bytes >> 20} MB. Check it alone." : null);
            }
        }
    }

    private static async Task<MailFile> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            // One byte more than is looked at, so that the engine sees and says that there is more.
            var most = MailLimits.Usual.Bytes + 1;
            var bytes = new MemoryStream();
            var chunk = new byte[64 * 1024];
            int read;
            while (bytes.Length < most && (read = await stream.ReadAsync(chunk, cancel)) > 0) bytes.Write(chunk, 0, (int)Math.Min(read, most - bytes.Length));
            return new MailFile(path, bytes.ToArray(), path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new MailFile(path, null, false, e.Message);
        }
    }
}
