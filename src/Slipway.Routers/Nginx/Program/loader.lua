-- Loads Slipway's program for nginx from the router's volume, and another one once it was replaced there: without a reload, which would
-- close kept connections. The program is one file, so that it is replaced as a whole.
local shared = ngx.shared.state
local loader = { path = "/var/lib/slipway/program.lua" }
-- The largest body, in bytes, that is waited for: what nginx.conf has as client_body_buffer_size.
local largest_whole = 131072
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

-- The location of nginx.conf where a request goes on; nil for the common one. Behind an answer that comes before the whole body nginx
-- closes a kept connection without a word, and loses the next request on it. So a small body is waited for; behind a large one, or one of
-- unknown length, the answer says that the connection ends, as it does when the proxy is leaving.
function loader.place()
    local length = tonumber(ngx.var.http_content_length) or 0
    if loader.is_leaving() or ngx.var.http_transfer_encoding or length > largest_whole then
        return "@last"
    end
    return length > 0 and "@whole" or nil
end

return loader
