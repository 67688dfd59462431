namespace Slipway.Docker.Engine.Transport;

/// <summary>The engine closed the connection in the middle of what was sent to it, and left no answer.</summary>
internal sealed class UploadRefusedException(IOException cause)
    : IOException("it closed the connection before it had taken all that was sent, and did not say why; look at its log", cause);
