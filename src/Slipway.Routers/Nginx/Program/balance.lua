-- Sends the request to the replica that was chosen. To another one only if that one could not be reached. A request of which anything was
-- sent is sent again only if it may be, and then because its kept connection broke before any answer.
local balancer = require "ngx.balancer"
local count = require "count"
local route = require "route"
local watch = require "watch"
local balance = {}
-- nginx's own code for it: answers 502.
local no_replica = -3

-- Whether the last try got as far as to send anything. nginx lists the bytes that were sent, try by try.
local function was_sent()
    return (ngx.var.upstream_bytes_sent or ""):match("(%d+)%D*$") ~= "0"
end

function balance.choose()
    local way = ngx.ctx.way
    if not way.tried then
        way.tried = true
        if #way.replicas > 1 then
            balancer.set_more_tries(1)
        end
    elseif not was_sent() then
        watch.record(way.replica, "not reached")
        count.move(way, route.choose_replica(way.replicas, way.replica) or way.replica)
    elseif ngx.var.towards ~= "kept" then
        return ngx.exit(no_replica)
    end
    assert(balancer.set_current_peer(watch.address(way.replica), way.replica.port))
end

return balance
