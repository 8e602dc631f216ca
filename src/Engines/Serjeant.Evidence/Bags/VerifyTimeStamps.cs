using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>A time-stamp that VERIFY.txt tells of.</summary>
/// <param name="Folder">The exhibit's folder, such as <c>JS-1</c>, or that of a redacted copy in it, such as <c>JS-1/redacted-1</c>.</param>
/// <param name="File">In that folder, such as <c>manifest.json.tsr</c>.</param>
/// <param name="Chain">The number of the authority's certificates among <c>time-stamps/</c>.</param>
/// <param name="At">The time in it.</param>
/// <param name="Authority">The name in the certificate that signed, and in its root.</param>
public sealed record VerifyTimeStamp(string Folder, string File, int Chain, DateTimeOffset At, string Authority, string Root);

/// <summary>The part of VERIFY.txt about time-stamps, with commands for openssl.</summary>
internal static class VerifyTimeStamps
{
    public static string Text(int part, IReadOnlyList<VerifyTimeStamp> stamps)
    {
        var heading = $"{part}. An authority outside the office saw the exhibits";
        var text = new StringBuilder();
        text.Append('\n').Append(heading).Append('\n').Append('-', heading.Length).Append("\n\n");
        if (stamps.Count == 0)
            return text.Append("No exhibit here has a time-stamp. Their times rest on the clock of the office's server and on its ledger.\n").ToString();
        var (first, seconds) = (stamps[0], stamps[0].At.ToUnixTimeSeconds());
        var up = string.Concat(Enumerable.Repeat("../", 2 + first.Folder.Count(c => c == '/')));
        text.Append(CultureInfo.InvariantCulture, $"""
            A time-stamp (RFC 3161) says that manifest.json was there at a certain time. To read one and to check it:

                cd data/exhibits/{first.Folder}
                openssl ts -reply -in {first.File} -text
                openssl ts -verify -data manifest.json -in {first.File} -CAfile root.pem -untrusted {up}{TimeStampFiles.ChainOf(first.Chain)}

            It must say "Verification: OK". root.pem is the root certificate of the authority. Get it from the authority
            itself, not from this pack: that you trust it is what the check rests on. Until you have it, this tells that
            the time-stamp is of this file and was not changed, though not whose it is:

                openssl ts -verify -data manifest.json -in {first.File} -partial_chain -CAfile {up}{TimeStampFiles.ChainOf(first.Chain)}

            Once the authority's certificate has run out, add the time of the stamp in seconds, from the list below:

                openssl ts -verify -data manifest.json -in {first.File} -CAfile root.pem -untrusted {up}{TimeStampFiles.ChainOf(first.Chain)} -attime {seconds}

            The time-stamps here, with the time in UTC, the same in seconds, the certificates, and who signed under which root:


            """);
        foreach (var stamp in stamps)
            text.Append(CultureInfo.InvariantCulture,
                $"    {stamp.Folder}/{stamp.File}  {stamp.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {stamp.At.ToUnixTimeSeconds()}  {TimeStampFiles.ChainOf(stamp.Chain)}  {OneLine(stamp.Authority)}, {OneLine(stamp.Root)}\n");
        return text.Append("""

            What this shows: the exhibit was there, as it is, at that time at the latest.
            What it does not show: that it was not made up before.

            """).ToString();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
