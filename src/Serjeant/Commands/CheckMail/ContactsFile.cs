using Serjeant.Mail.Contacts;

namespace Serjeant.Commands.CheckMail;

/// <summary>A contact book as CSV: <c>name,address</c> lines; names may stand in quotation marks (RFC 4180 §2). A first line of headings is skipped.</summary>
internal static class ContactsFile
{
    private const int LongestLine = 2_000;
    private const int MostPeople = 200_000;

    /// <exception cref="InvalidDataException">A line has no address; the message names it.</exception>
    internal static async Task<ContactBook> ReadAsync(string path, CancellationToken cancel)
    {
        var people = new List<(string, string)>();
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancel))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var comma = line.LastIndexOf(',');
            var address = comma < 0 ? "" : line[(comma + 1)..].Trim().Trim('"');
            if (number == 1 && !address.Contains('@', StringComparison.Ordinal)) continue;
            if (line.Length > LongestLine || !address.Contains('@', StringComparison.Ordinal) && !address.StartsWith("sha256:", StringComparison.Ordinal))
                throw new InvalidDataException($"{path}, line {number}: write a name, a comma and an address.");
            if (people.Count >= MostPeople) throw new InvalidDataException($"{path} has more than {MostPeople} people. Give a shorter list.");
            people.Add((line[..comma].Trim().Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal), address));
        }
        return new ContactBook(people);
    }
}
