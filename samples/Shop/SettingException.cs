namespace Shop;

/// <summary>A setting of the environment is missing or wrong; the message names it and fits on one line.</summary>
public sealed class SettingException(string message) : Exception(message);
