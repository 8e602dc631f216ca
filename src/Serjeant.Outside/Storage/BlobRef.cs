namespace Serjeant.Outside.Storage;

/// <summary>
/// What a stored file is known by.
/// </summary>
/// <param name="Sha256">SHA-256 of the plain bytes: 64 lower-case hexadecimal characters.</param>
/// <param name="Length">The number of plain bytes.</param>
public sealed record BlobRef(string Sha256, long Length);
