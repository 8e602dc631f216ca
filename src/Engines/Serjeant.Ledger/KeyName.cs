namespace Serjeant.Ledger;

/// <summary>The rules for a key's name in a signed note (C2SP <c>signed-note</c>): not empty, no spaces, no plus sign.</summary>
internal static class KeyName
{
    private const int MaxLength = 200;

    public static bool IsValid(string name) =>
        name.Length is > 0 and <= MaxLength && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+' || char.IsSurrogate(c));

    public static string Checked(string name) => IsValid(name)
        ? name
        : throw new ArgumentException($"A key's name is 1 to {MaxLength} characters, without spaces or plus signs.", nameof(name));
}
