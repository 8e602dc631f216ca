using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Serjeant.Chapters.Checks.Contacts;
using Serjeant.Mail.Connections;

namespace Serjeant.Chapters.Checks.Connections;

/// <summary>A connection request, as a person types it off the screen.</summary>
public sealed class ConnectionForm : IValidatableObject
{
    private const int MostLinks = 20;

    [Required(ErrorMessage = "Choose the platform")]
    public string? Platform { get; set; }

    [StringLength(200, ErrorMessage = "Keep the account’s name to 200 characters")]
    public string? Handle { get; set; }

    [StringLength(200, ErrorMessage = "Keep the name to 200 characters")]
    public string? Name { get; set; }

    [StringLength(2_000, ErrorMessage = "Keep it to 2,000 characters")]
    public string? Bio { get; set; }

    [StringLength(4_000, ErrorMessage = "Keep it to 4,000 characters")]
    public string? Says { get; set; }

    [StringLength(4_000, ErrorMessage = "Keep the links to 4,000 characters")]
    public string? Links { get; set; }

    [Range(0, 20_000, ErrorMessage = "Enter a number of days, or leave it empty")]
    public int? AgeDays { get; set; }

    [Range(0, 1_000_000, ErrorMessage = "Enter a number, or leave it empty")]
    public int? Mutuals { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Platforms.Find(Platform) is null)
            yield return new ValidationResult("Choose the platform", [nameof(Platform)]);
        if (string.IsNullOrWhiteSpace(Handle) && string.IsNullOrWhiteSpace(Name))
            yield return new ValidationResult("Enter the account’s name, or the name it shows", [nameof(Handle)]);
    }

    public ConnectionRequest ToRequest() => new()
    {
        Platform = Platforms.Find(Platform)!,
        Handle = Handle?.Trim() ?? "",
        Name = Name?.Trim() ?? "",
        Bio = Bio?.Trim() ?? "",
        Says = Says?.Trim() ?? "",
        Links = [.. (Links ?? "").Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries).Take(MostLinks)],
        AgeDays = AgeDays,
        Mutuals = Mutuals,
    };
}

/// <summary>Connection requests as they lie in the vault.</summary>
public static class ConnectionFile
{
    public static byte[] Write(ConnectionRequest request) => JsonSerializer.SerializeToUtf8Bytes(request);

    /// <exception cref="FormatException">It is no such file.</exception>
    public static ConnectionRequest Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<ConnectionRequest>(bytes) ?? throw new FormatException("This is no connection request.");
        }
        catch (JsonException e)
        {
            throw new FormatException("This is no connection request.", e);
        }
    }
}
