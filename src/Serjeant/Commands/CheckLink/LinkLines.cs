using System.Runtime.CompilerServices;
using System.Text;
using Serjeant.Mail.Links;

namespace Serjeant.Commands.CheckLink;

/// <summary>The links to judge, one by one: those given, and those of standard input for "-", one a line. A line that has no end is cut.</summary>
internal static class LinkLines
{
    internal static async IAsyncEnumerable<string> Of(IEnumerable<string> given, TextReader input, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var link in given)
        {
            if (link != "-")
            {
                yield return link;
                continue;
            }
            await foreach (var line in LinesAsync(input, cancel))
                if (!string.IsNullOrWhiteSpace(line)) yield return line;
        }
    }

    private static async IAsyncEnumerable<string> LinesAsync(TextReader input, [EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        int read;
        while ((read = await input.ReadAsync(buffer, cancel)) > 0)
        {
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(buffer, '\n', at, read - at);
                var take = (end < 0 ? read : end) - at;
                // One more than is read, so that the reader sees and says that there is more.
                line.Append(buffer, at, Math.Min(take, WebAddress.Longest + 2 - line.Length));
                if (end < 0) break;
                yield return line.ToString().TrimEnd('\r');
                line.Clear();
                at = end + 1;
            }
        }
        if (line.Length > 0) yield return line.ToString().TrimEnd('\r');
    }
}
