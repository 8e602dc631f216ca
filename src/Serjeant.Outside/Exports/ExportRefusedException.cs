namespace Serjeant.Outside.Exports;

/// <summary>A limit was reached, or the file is of a kind that we refuse. The message is fit to show.</summary>
/// <param name="whole">True when nothing more of the export should be read; otherwise only this file ends.</param>
public sealed class ExportRefusedException(string message, bool whole = false) : Exception(message)
{
    public bool Whole { get; } = whole;
}
