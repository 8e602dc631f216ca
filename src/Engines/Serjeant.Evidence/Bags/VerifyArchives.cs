using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>A web archive that VERIFY.txt tells of.</summary>
/// <param name="Folder">The exhibit's folder, such as <c>JS-1</c>.</param>
/// <param name="Key">The number of the public key among <c>signing-keys/</c>; null where its key is not in the pack.</param>
/// <param name="KeyId">SHA-256 of the key that it says signs it; null where it says none.</param>
/// <param name="TimeStamps">Of its <c>datapackage.json</c>.</param>
public sealed record VerifyArchive(string Folder, int? Key, string? KeyId, IReadOnlyList<VerifyTimeStamp> TimeStamps);

/// <summary>The part of VERIFY.txt about web archives, with commands for unzip and openssl.</summary>
public static class VerifyArchives
{
    /// <summary>The folder, in a pack, of the office's public keys.</summary>
    public const string KeyFolder = "signing-keys";

    public static string KeyFile(int number) => string.Create(CultureInfo.InvariantCulture, $"{KeyFolder}/key-{number}.pem");

    internal static string Text(int part, IReadOnlyList<VerifyArchive> archives)
    {
        if (archives.Count == 0)
            return "";
        var heading = $"{part}. The web archives are signed by the office";
        var text = new StringBuilder();
        text.Append('\n').Append(heading).Append('\n').Append('-', heading.Length).Append("\n\n");
        text.Append("""
            capture.wacz holds what went over the network. ReplayWeb.page (https://replayweb.page) opens it in a browser and
            checks its signature. Inside, datapackage.json lists the SHA-256 of each file, and that list is signed.

            """);
        if (archives.FirstOrDefault(a => a.Key is not null) is { } example)
            text.Append(CultureInfo.InvariantCulture, $$"""

                To check the signature without it (the commands write into a folder of their own):

                    d=$(mktemp -d)
                    cd data/exhibits/{{example.Folder}}
                    unzip -p capture.wacz datapackage.json > "$d/datapackage.json"
                    printf 'sha256:%s' "$(sha256sum < "$d/datapackage.json" | cut -c1-64)" > "$d/signed.txt"
                    unzip -p capture.wacz datapackage-digest.json | sed -n 's/.*"signature": *"\([^"]*\)".*/\1/p' \
                      | base64 -d | od -An -v -tx1 | tr -d ' \n' > "$d/signature.hex"
                    printf 'asn1=SEQUENCE:s\n[s]\nr=INTEGER:0x%s\ns=INTEGER:0x%s\n' \
                      "$(cut -c1-96 "$d/signature.hex")" "$(cut -c97-192 "$d/signature.hex")" > "$d/signature.cnf"
                    openssl asn1parse -genconf "$d/signature.cnf" -noout -out "$d/signature.der"
                    openssl dgst -sha256 -verify ../../{{KeyFile(example.Key!.Value)}} -signature "$d/signature.der" "$d/signed.txt"

                It must say "Verified OK". Ask the office, another way, whether the key is its own.

                """);
        if (archives.FirstOrDefault(a => a.TimeStamps.Count > 0) is { } stamped)
            text.Append(CultureInfo.InvariantCulture, $"""

                datapackage.json has a time-stamp too. With root.pem and -untrusted as for the exhibits' manifests:

                    cd data/exhibits/{stamped.Folder}
                    unzip -p capture.wacz datapackage.json > /tmp/datapackage.json
                    openssl ts -verify -data /tmp/datapackage.json -in {stamped.TimeStamps[0].File} -CAfile root.pem -untrusted ../../{TimeStampFiles.ChainOf(stamped.TimeStamps[0].Chain)}

                """);
        text.Append("\nThe web archives here, with the key that signs each and the time of its time-stamp in UTC:\n\n");
        foreach (var archive in archives)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {archive.Folder}/capture.wacz  {(archive.Key is { } key ? KeyFile(key) : archive.KeyId is null ? "not signed" : "key not in this pack")}  {archive.KeyId}\n");
            foreach (var stamp in archive.TimeStamps)
                text.Append(CultureInfo.InvariantCulture, $"    {stamp.Folder}/{stamp.File}  {stamp.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}  {TimeStampFiles.ChainOf(stamp.Chain)}\n");
        }
        return text.ToString();
    }
}

/// <summary>The part of VERIFY.txt about redacted copies.</summary>
internal static class VerifyRedacted
{
    public static string Text(int part, IReadOnlyList<string> folders)
    {
        if (folders.Count == 0)
            return "";
        var heading = $"{part}. Of some exhibits there are redacted copies only";
        return $"""

            {heading}
            {new string('-', heading.Length)}

            In these folders the exhibit's own files are held back by the office, unchanged: {string.Join(", ", folders)}.
            {RedactedFiles.HeldFile} names each of them by its SHA-256. Every copy has a manifest.json that names the file it was made from
            and the exhibit that the file belongs to. Whoever has the originals puts them beside that list and says:

                sha256sum -c {RedactedFiles.HeldFile}

            What this shows: from which sealed file each copy was made, and that the copy has not changed since.
            What it does not show: that what was left uncovered is the same as in the original. For that, compare the two.

            """;
    }
}
