using System.ComponentModel.DataAnnotations;

namespace Serjeant.Chapters.Checks.Contacts;

/// <summary>A new entry of the contact book, as the form sends it: a name with an address, or with an account on a platform.</summary>
public sealed class ContactForm : IValidatableObject
{
    /// <summary>The longest address there is (RFC 5321 §4.5.3.1).</summary>
    public const int LongestAddress = 254;

    [Required(ErrorMessage = "Enter the name"), StringLength(200, ErrorMessage = "Keep the name to 200 characters")]
    public string? Name { get; set; }

    [StringLength(LongestAddress, ErrorMessage = "Keep the address to 254 characters")]
    public string? Address { get; set; }
    public string? Platform { get; set; }

    [StringLength(200, ErrorMessage = "Keep the account’s name to 200 characters")]
    public string? Handle { get; set; }
    public bool Ours { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var (address, handle) = (Address?.Trim() ?? "", Handle?.Trim() ?? "");
        if (address.Length == 0 && handle.Length == 0)
            yield return new ValidationResult("Enter an email address, or an account on a platform", [nameof(Address)]);
        if (address.Length > 0 && !ContactBookEditing.IsAddress(address))
            yield return new ValidationResult("Enter an address such as name@example.org, or @example.org for everybody there", [nameof(Address)]);
        if (handle.Length > 0 && Platforms.Find(Platform) is null)
            yield return new ValidationResult("Choose the platform", [nameof(Platform)]);
    }
}

/// <summary>Platforms on which people ask to be connected, by the names that this chapter stores.</summary>
public static class Platforms
{
    public static IReadOnlyList<(string Id, string Name)> All { get; } =
    [
        ("linkedin", "LinkedIn"), ("facebook", "Facebook"), ("instagram", "Instagram"), ("x", "X"), ("bluesky", "Bluesky"), ("mastodon", "Mastodon"), ("threads", "Threads"),
        ("tiktok", "TikTok"), ("whatsapp", "WhatsApp"), ("signal", "Signal"), ("telegram", "Telegram"), ("other", "Another"),
    ];

    public static string? Find(string? id) => All.Where(p => p.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).Select(p => p.Id).SingleOrDefault();

    public static string NameOf(string id) => All.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefault() ?? id;
}
