using System.Text.Json;

namespace Serjeant.Chapters.Cases.Destroying;

/// <summary>One destruction as <c>destroyed.json</c> has it: enough to carry it out again on a database that knows nothing of it.</summary>
/// <param name="Office">The office's number.</param>
public sealed record DestroyedRecord(
    long Office, long Exhibit, string ManifestSha256, string InstructedBy, string Reference, string Why, long By, DateTimeOffset At, IReadOnlyList<DestroyedFile> Files);

/// <param name="Sha256">Of the plain bytes.</param>
public sealed record DestroyedFile(string Sha256, long Bytes);

/// <summary>
/// <c>destroyed.json</c> in the data folder: what must not come back with a backup. It lies beside the database, since a restored database
/// is an older one. A backup laid over a data folder leaves it, and <c>backup purge</c> puts it into a backup.
/// </summary>
public sealed class DestroyedList(string folder)
{
    public const string FileName = "destroyed.json";

    /// <summary>In bytes. A record with a thousand files takes about 100 KB.</summary>
    private const long Most = 64 * 1024 * 1024;
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string path = Path.Combine(folder, FileName);

    /// <exception cref="FormatException">It is no such list.</exception>
    public async Task<IReadOnlyList<DestroyedRecord>> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(path))
            return [];
        try
        {
            await using var file = File.OpenRead(path);
            if (file.Length > Most)
                throw new FormatException($"{FileName} is too long.");
            return await JsonSerializer.DeserializeAsync<List<DestroyedRecord>>(file, Form, cancel) is { } read && read.TrueForAll(IsSound)
                ? read
                : throw new FormatException($"{FileName} is damaged.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{FileName} is damaged.", e);
        }
    }

    /// <summary>Adds what it does not have yet; nothing is ever taken out of it.</summary>
    /// <exception cref="FormatException">What is there is no such list.</exception>
    public async Task AddAsync(IEnumerable<DestroyedRecord> records, CancellationToken cancel)
    {
        var all = (await ReadAsync(cancel)).ToList();
        var added = records.Where(r => !all.Exists(a => a.Office == r.Office && a.Exhibit == r.Exhibit && a.ManifestSha256 == r.ManifestSha256)).ToList();
        if (added.Count == 0)
            return;
        all.AddRange(added);
        var aside = path + "." + Path.GetRandomFileName();
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
        {
            await JsonSerializer.SerializeAsync(file, all, Form, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(aside, path, overwrite: true);
    }

    /// <summary>What a kill left half-written; whoever writes one just now is told that it could not be, and the next start adds it.</summary>
    public void Sweep()
    {
        // Not as a pattern: "name.*" takes in "name" itself.
        foreach (var left in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f).StartsWith(FileName + ".", StringComparison.Ordinal)))
            File.Delete(left);
    }

    private static bool IsSound(DestroyedRecord r) => r is { ManifestSha256: not null, InstructedBy: not null, Reference: not null, Why: not null, Files: not null }
        && r.Files.All(f => f is { Sha256.Length: 64, Bytes: >= 0 } && f.Sha256.All(char.IsAsciiHexDigitLower));
}
