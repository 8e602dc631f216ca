using Serjeant.Data;

namespace Serjeant.Chapters.Cases.Packs;

/// <summary>What the report shows of the pictures that the exhibits hold.</summary>
public enum PackImages
{
    None = 0,

    /// <summary>So coarse and grey that nothing can be made out: the reader sees that there is a picture, and where.</summary>
    Covered = 1,
    Shown = 2,
}

/// <summary>What a person chose for a pack, beside its exhibits.</summary>
public sealed record PackOptions(PackForm Form = PackForm.Full)
{
    public bool Accounts { get; init; } = true;
    public bool Conduct { get; init; } = true;
    public bool Words { get; init; } = true;
    public bool Chronology { get; init; } = true;
    public PackImages Images { get; init; } = PackImages.Covered;
}
