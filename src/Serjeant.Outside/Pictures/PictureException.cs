namespace Serjeant.Outside.Pictures;

/// <summary>Why a picture can't be drawn, in words for whoever wanted to see it.</summary>
public sealed class PictureException(string message, Exception? inner = null) : Exception(message, inner);
