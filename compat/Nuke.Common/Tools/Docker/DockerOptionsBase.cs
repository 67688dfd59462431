using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

public class DockerOptionsBase : ToolOptions;
