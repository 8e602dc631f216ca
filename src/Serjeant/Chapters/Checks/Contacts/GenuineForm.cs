using System.ComponentModel.DataAnnotations;

namespace Serjeant.Chapters.Checks.Contacts;

/// <summary>How much of a sender's address is trusted.</summary>
public enum TrustScope
{
    Address = 1,
    Domain = 2,
}

/// <summary>"This is genuine", as the form sends it.</summary>
public sealed class GenuineForm
{
    [Required(ErrorMessage = "Say who it is"), StringLength(200, ErrorMessage = "Keep the name to 200 characters")]
    public string? Name { get; set; }

    [Required(ErrorMessage = "Say what they may write from"), EnumDataType(typeof(TrustScope), ErrorMessage = "Say what they may write from")]
    public TrustScope? Scope { get; set; }

    /// <summary>What stands behind the last @.</summary>
    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].Trim().ToLowerInvariant();
}
