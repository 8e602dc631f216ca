using System.Globalization;
using System.Text;

namespace Serjeant.Evidence;

/// <summary>What a bag says of itself (RFC 8493 §2.2.2).</summary>
/// <param name="Name">Its folder in the zip; safe by <see cref="SafePath"/>, without slashes.</param>
/// <param name="Organisation">Whose it is.</param>
/// <param name="Description">What it is.</param>
/// <param name="Identifier">The office's own reference for it.</param>
/// <param name="Date">When it was made, on the office's calendar.</param>
/// <param name="Software">What made it, such as <c>Serjeant 0.1.0</c>.</param>
public sealed record BagInfo(string Name, string Organisation, string Description, string Identifier, DateOnly Date, string Software)
{
    internal const string SoftwareLabel = "Bag-Software-Agent";
    internal const string OxumLabel = "Payload-Oxum";

    internal byte[] ToBytes(long payloadBytes, long payloadFiles)
    {
        var text = new StringBuilder();
        Line("Source-Organization", Organisation);
        Line("External-Description", Description);
        Line("External-Identifier", Identifier);
        Line("Bagging-Date", Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Line(OxumLabel, string.Create(CultureInfo.InvariantCulture, $"{payloadBytes}.{payloadFiles}"));
        Line(SoftwareLabel, Software);
        return Encoding.UTF8.GetBytes(text.ToString());

        // A value must not be able to start a line of its own.
        void Line(string label, string value) =>
            text.Append(label).Append(": ").Append(string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Append('\n');
    }
}
