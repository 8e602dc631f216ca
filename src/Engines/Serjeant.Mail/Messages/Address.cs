namespace Serjeant.Mail.Messages;

/// <summary>A name and an address as a header gives them; either may be empty.</summary>
/// <param name="Name">The display name, decoded (RFC 2047).</param>
/// <param name="Email">The address as written.</param>
public sealed record Address(string Name, string Email)
{
    /// <summary>What stands before the last @; the whole when there is none.</summary>
    public string Local => At < 0 ? Email : Email[..At];

    /// <summary>What stands behind the last @, lower case; empty when there is none.</summary>
    public string Domain => At < 0 ? "" : Email[(At + 1)..].Trim().TrimEnd('.', '>').ToLowerInvariant();

    private int At => Email.LastIndexOf('@');

    public override string ToString() => Name.Length == 0 ? Email : $"{Name} <{Email}>";
}
