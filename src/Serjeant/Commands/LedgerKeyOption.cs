using System.CommandLine;
using Serjeant.Ledger;

namespace Serjeant.Commands;

/// <summary><c>--key</c>: a ledger's key that the person trusts, because it came to them another way.</summary>
internal static class LedgerKeyOption
{
    private const int MaxBytes = 4096;

    public static Option<string?> Create() => new("--key")
    {
        Description = "The office's ledger key (name+id+key), or a file that holds it, got from somebody you trust.",
    };

    /// <exception cref="FormatException">It is neither a key nor a file with one.</exception>
    public static async Task<CheckpointVerifier?> ReadAsync(string? value, CancellationToken cancel)
    {
        if (value is null)
            return null;
        if (!File.Exists(value))
            return CheckpointVerifier.Parse(value);
        await using var file = File.OpenRead(value);
        if (file.Length > MaxBytes)
            throw new FormatException("The file given as --key is too long to be a key.");
        using var reader = new StreamReader(file);
        return CheckpointVerifier.Parse((await reader.ReadToEndAsync(cancel)).Trim());
    }
}
