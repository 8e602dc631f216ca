using System.Security.Cryptography;
using Serjeant.Ledger;

namespace Serjeant.Outside.Storage;

/// <summary>
/// The keys that sign the offices' ledgers: one file each, outside the database, so that whoever can change the rows can't
/// sign what they made of them. Several copies of the program share the folder.
/// </summary>
public sealed class LedgerKeys(string folder)
{
    private const string NameLine = "Serjeant ledger key: ";
    private const int MaxBytes = 4096;

    /// <summary>Opens the office's key, and makes one first where there is none. Dispose it soon.</summary>
    /// <exception cref="FormatException">The file is there but holds no key. It is left as it is, for a backup to be put back.</exception>
    public CheckpointSigner Open(long officeId)
    {
        VaultFolders.Make(folder);
        var path = Path.Combine(folder, FormattableString.Invariant($"office-{officeId}.pem"));
        if (!File.Exists(path))
            Make(path, officeId);
        return Read(path);
    }

    private void Make(string path, long officeId)
    {
        // Two installations both have an office 1; the random part keeps one's checkpoints from passing for the other's.
        var name = FormattableString.Invariant($"serjeant/{RandomNumberGenerator.GetHexString(8, lowercase: true)}/office-{officeId}");
        using var signer = CheckpointSigner.Create(name);
        var text = $"{NameLine}{name}\n{PemEncoding.WriteString("PRIVATE KEY", signer.ExportPkcs8())}\n";
        var aside = Path.Combine(folder, Path.GetRandomFileName() + ".aside");
        using (var file = new FileStream(aside, VaultFolders.Exclusive))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(text);
            writer.Flush();
            file.Flush(flushToDisk: true);
        }
        try
        {
            NewFile.Place(aside, path);
            DiskFlush.Folder(folder);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside); // Another copy of the program was first; its key is the office's.
        }
    }

    private static CheckpointSigner Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new FormatException($"{path} is too long to be a ledger key.");
        var text = File.ReadAllText(path);
        var line = text.Split('\n')[0].TrimEnd('\r');
        if (!line.StartsWith(NameLine, StringComparison.Ordinal) || !PemEncoding.TryFind(text, out var pem) || text[pem.Label] != "PRIVATE KEY")
            throw new FormatException($"{path} does not hold a ledger key.");
        try
        {
            return CheckpointSigner.FromPkcs8(line[NameLine.Length..], Convert.FromBase64String(text[pem.Base64Data]));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"{path} does not hold a ledger key.", e);
        }
    }
}
