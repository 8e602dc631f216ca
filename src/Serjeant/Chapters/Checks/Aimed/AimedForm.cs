using System.ComponentModel.DataAnnotations;
using Serjeant.Data;

namespace Serjeant.Chapters.Checks.Aimed;

/// <summary>"This was aimed at us", as the form sends it.</summary>
public sealed class AimedForm
{
    [Required(ErrorMessage = "Say whom it was aimed at"), StringLength(200, ErrorMessage = "Keep it to 200 characters")]
    public string? Whom { get; set; }

    [Required(ErrorMessage = "Say where it arrived"), EnumDataType(typeof(AimedAddress), ErrorMessage = "Say where it arrived")]
    public AimedAddress? Address { get; set; }
}
