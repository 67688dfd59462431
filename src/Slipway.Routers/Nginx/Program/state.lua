-- What the router was told: state.json on its volume. The text lies in memory that all workers share, with a version that grows with each
-- change; a worker that sees another version than it knows reads the text anew. So a change is in force everywhere at one instant.
local json = require "cjson.safe"
local shared = ngx.shared.state
local state = { path = "/var/lib/slipway/state.json" }
local known, current

local function require_that(holds, what)
    if not holds then
        error({ reason = what })
    end
end

local function is_address(text)
    return type(text) == "string" and (text:match("^%d+%.%d+%.%d+%.%d+$") or (text:match("^[%x:.]+$") and text:find(":", 1, true)))
end

local function read_slot(name, slot)
    require_that(type(slot.routes) == "table" and type(slot.endpoints) == "table", name .. " has no routes or no endpoints")
    slot.services = {}
    for _, endpoint in ipairs(slot.endpoints) do
        require_that(type(endpoint.name) == "string" and type(endpoint.service) == "string", "an endpoint of " .. name .. " has no name or service")
        require_that(is_address(endpoint.address), endpoint.name .. " has no good address")
        require_that(type(endpoint.port) == "number" and endpoint.port >= 1 and endpoint.port <= 65535, endpoint.name .. " has no good port")
        slot.services[endpoint.service] = slot.services[endpoint.service] or {}
        table.insert(slot.services[endpoint.service], endpoint)
    end
    for _, route in ipairs(slot.routes) do
        require_that(type(route.pathPrefix) == "string" and route.pathPrefix:sub(1, 1) == "/", "a route of " .. name .. " has no path")
        require_that(slot.services[route.service], "the service " .. tostring(route.service) .. " of " .. name .. " has no endpoint")
        -- A prefix ends at a slash: /api covers /api and /api/x, not /apis.
        route.prefix = route.pathPrefix:gsub("/+$", "") .. "/"
        route.host = route.host and route.host:lower()
        for _, endpoint in ipairs(slot.services[route.service]) do
            endpoint.health = endpoint.health or {
                host = route.host or route.service, path = route.healthPath, limit = route.healthMilliseconds or 3000
            }
        end
    end
end

local function read(text)
    local read = json.decode(text)
    require_that(type(read) == "table" and type(read.slots) == "table" and type(read.share) == "table", "it is not what Slipway writes")
    local blue, green = tonumber(read.share.blue), tonumber(read.share.green)
    require_that(blue and green and blue >= 0 and green >= 0 and (blue + green == 100 or blue + green == 0), "the shares do not add up")
    for name in pairs(read.slots) do
        require_that(name == "blue" or name == "green", "there is no slot " .. name)
    end
    -- In this order, so that of two faults the same one is named each time.
    for _, name in ipairs({ "blue", "green" }) do
        if read.slots[name] then
            read_slot(name, read.slots[name])
        end
    end
    for name, share in pairs(read.share) do
        require_that(share == 0 or read.slots[name], name .. " has a share and is not admitted")
    end
    require_that(read.canary == nil or read.slots[read.canary], "the canary is not admitted")
    return read
end

-- The state that the text describes, or nil and what is wrong with it.
function state.parse(text)
    local good, result = pcall(read, text)
    if good then
        return result
    end
    return nil, type(result) == "table" and result.reason or "it can't be read: " .. tostring(result)
end

-- Brings the file into force. Refuses a file that makes no sense: what is in force stays; at a start the proxy does not come up.
function state.load()
    local file = assert(io.open(state.path, "r"))
    local text = file:read("*a")
    file:close()
    local good, reason = state.parse(text)
    if not good then
        error(state.path .. " is refused: " .. reason, 0)
    end
    assert(shared:set("text", text))
    shared:incr("version", 1, 0)
end

-- The version in force.
function state.version()
    return shared:get("version")
end

-- The text in force.
function state.text()
    return shared:get("text")
end

-- The state in force, and its version.
function state.current()
    local version = state.version()
    if version ~= known then
        current, known = assert(state.parse(state.text())), version
    end
    return current, version
end

return state
