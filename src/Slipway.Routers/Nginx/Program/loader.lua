-- Loads Slipway's program for nginx from the router's volume, and another one once it was replaced there: without a reload, which would
-- close kept connections. The program is one file, so that it is replaced as a whole.
local shared = ngx.shared.state
local loader = { path = "/var/lib/slipway/program.lua" }
local known

-- Grows with each replacement.
function loader.version()
    return shared:get("program") or 0
end

-- A part of the program in force.
function loader.use(part)
    local version = loader.version()
    if version ~= known then
        dofile(loader.path)
        known = version
    end
    return require(part)
end

-- Brings the program on the volume into force.
function loader.replace()
    shared:incr("program", 1, 0)
end

-- From now on each kept connection is closed with its next answer. Says how many there are without a request under way.
function loader.leave()
    shared:set("leaving", true)
    ngx.print(ngx.var.connections_waiting)
end

function loader.is_leaving()
    return shared:get("leaving")
end

return loader
